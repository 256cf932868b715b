package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.analyzer.report.Report;

class RunsTest {
    private static final int PAGES = 100;
    private static final String SMALL = "size=" + PAGES * 4 + "K, ";

    private static Experiment single(String... replacements) {
        String[] all = new String[replacements.length + 2];
        all[0] = "size=25MB, ";
        all[1] = SMALL;
        System.arraycopy(replacements, 0, all, 2, replacements.length);
        return Experiment.example("single-implementation.S", "relocate_image", all);
    }

    private static Experiment classic(String... replacements) {
        String[] all = new String[replacements.length + 2];
        all[0] = "size=25MB, ";
        all[1] = SMALL;
        System.arraycopy(replacements, 0, all, 2, replacements.length);
        return Experiment.example("mmu-off-classic.S", "relocate_classic", all);
    }

    private static long count(Experiment e, Report.Run run, String text) {
        return e.preprocessed.lines().stream()
                .filter(l -> l.text().strip().replaceAll("\\s+", " ").startsWith(text))
                .map(l -> l.origin().span().line())
                .flatMap(line -> run.lines().stream().filter(c -> c.line() == line))
                .findFirst()
                .orElseThrow()
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "on"})
    void oneImplementationRelocatesWithTheMmuOffAndOn(String name) {
        Experiment e = single();
        Report.Run run = e.row(name, null, null);

        assertThat(run.outcome()).as(run.detail()).isEqualTo("ok");
        assertThat(run.mmu()).isEqualTo(name);
        assertThat(run.bytes()).isEqualTo(PAGES * 4096L);
        assertThat(run.core()).isEqualTo("cortex-a53");
        assertThat(run.board()).isEqualTo("rk3399");
        assertThat(count(e, run, "2: ldp x8, x9, [x5]")).isEqualTo(PAGES * 64);
        assertThat(count(e, run, "1: dc civac, x7")).isEqualTo(PAGES * 64);
        assertThat(count(e, run, "3: dc civac, x7")).isEqualTo(PAGES * 64);
        assertThat(count(e, run, "bl relocate_page")).isEqualTo(PAGES);
        // every page, a destination for each of 4 segments, the link of each further list page, and the end
        assertThat(count(e, run, "ldr x20, [x25], #8")).isEqualTo(PAGES + 4 + 1);
    }

    @Test
    void classicRoutineRelocatesWithTheMmuOff() {
        Report.Run run = classic().row("off", null, null);
        assertThat(run.outcome()).as(run.detail()).isEqualTo("ok");
        assertThat(run.detail()).contains("all 100 pages (409,600 bytes) in place");
    }

    @Test
    void relocatesAtEl2WithHostExtensionsAndWithout() {
        Report.Run on = single("on:  mmu=on", "on:  mmu=on el=2 vhe=yes").row("on", null, null);
        assertThat(on.outcome()).as(on.detail()).isEqualTo("ok");
        assertThat(on.entry()).isEqualTo(new Report.Entry("2", "on"));
        Report.Run off = classic("off: mmu=off", "off: mmu=off el=2 vhe=no").row("off", null, null);
        assertThat(off.outcome()).as(off.detail()).isEqualTo("ok");
        assertThat(off.entry().el()).isEqualTo("2");
    }

    @Test
    void sourcesInARowOfAddressesAreRelocatedLikeScatteredOnes() {
        Report.Run run = single(
                        "scattered, seed=1) x1=kimage.start x2=kimage.dtb x3=kimage.offset\n//@ expect",
                        "scattered, va=contiguous, seed=1) x1=kimage.start x2=kimage.dtb x3=kimage.offset\n//@ expect")
                .row("on", null, null);
        assertThat(run.outcome()).as(run.detail()).isEqualTo("ok");
    }

    @Test
    void dirtyDestinationLinesMakeTheFirstCleaningDearer() {
        double clean = single().row("on", null, null).cycles();
        double dirty = single("seed=1) x1", "dirty=100, seed=1) x1")
                .row("on", null, null)
                .cycles();
        assertThat(dirty).isGreaterThan(clean);
    }

    @Test
    void linesAddUpToTheRun() {
        Report.Run run = single().row("off", null, null);
        assertThat(run.lines().stream().mapToDouble(Report.LineCost::cycles).sum())
                .isCloseTo(run.cycles(), within(run.cycles() * 1e-9));
        assertThat(run.seconds()).isCloseTo(run.cycles() / run.hz(), within(1e-12));
        assertThat(run.secondsLow()).isLessThan(run.seconds());
        assertThat(run.secondsHigh()).isGreaterThan(run.seconds());
        assertThat(run.estimates()).anyMatch(s -> s.startsWith("device.write_ns.nominal = 100"));
    }

    @Test
    void sameRunTwiceIsTheSameToTheCycle() {
        assertThat(single().row("on", null, null)).isEqualTo(single().row("on", null, null));
    }

    @Test
    void mmuOffCostsTenTimesMmuOnAndMore() {
        double off = single().row("off", null, null).seconds();
        double on = single().row("on", null, null).seconds();
        assertThat(off / on).isGreaterThan(10);
    }

    @Test
    void requestsCoreAndBoardWinOverTheClauses() {
        Report.Run run = single().row("on", "cortex-a72", "stingray");
        assertThat(run.core()).isEqualTo("cortex-a72");
        assertThat(run.board()).isEqualTo("stingray");
        assertThat(run.calibrated()).anyMatch(s -> s.startsWith("dram.read_bytes_per_ns"));
    }

    @Test
    void unknownCoreOrBoardIsAnsweredWithTheKnownOnes() {
        assertThat(single().result("on", "z80", null, Progress.NONE))
                .isEqualTo(
                        new RunResult.Refused(
                                "run on: unknown core \"z80\"; known: cortex-a53, cortex-a55, cortex-a57,"
                                        + " cortex-a72, cortex-a76, neoverse-n1, thunderx2; or give a file, as in my-core.yml"));
        assertThat(single().result("on", null, "toaster", Progress.NONE).toString())
                .contains("known: generic, graviton2, rk3399");
    }

    @Test
    void copyThatLeavesALineOutIsAMismatchThatNamesThePage() {
        Report.Run run = classic("stp	x6, x7, [x10, #48]", "nop").row("off", null, null);
        assertThat(run.outcome()).isEqualTo("mismatch");
        assertThat(run.detail()).contains("page 0 of segment image", "byte 0x30", "100 of 100 pages are wrong");
    }

    @Test
    void bytesThatStayInTheCachesAreNotInPlaceForAnImageEnteredWithTheMmuOff() {
        Report.Run run = single("3:	dc	civac, x7", "3:	nop").row("on", null, null);
        assertThat(run.outcome()).isEqualTo("mismatch");
        assertThat(run.detail()).contains("is wrong").contains("caches");
    }

    @Test
    void dirtyLinesOfAnEarlierOwnerBiteARoutineThatDoesNotDiscardThem() {
        String[] dirty = {"seed=1) x1", "dirty=100, seed=1) x1"};
        assertThat(classic(dirty).row("off", null, null).outcome()).isEqualTo("ok");
        Report.Run run = classic(dirty[0], dirty[1], "dc	ivac, \\start", "nop").row("off", null, null);
        assertThat(run.outcome()).as(run.detail()).isEqualTo("mismatch");
    }

    @Test
    void wrongEntryRegisterIsAMismatchThatNamesIt() {
        Report.Run run = classic("mov	x2, xzr", "mov	x2, #7").row("off", null, null);
        assertThat(run.outcome()).isEqualTo("mismatch");
        assertThat(run.detail()).isEqualTo("x2 is 0x7 at the end, expected 0x0");
    }

    @Test
    void unalignedAccessWithTheMmuOffIsAFaultAtItsLine() {
        Report.Run run = classic("stp	x0, x1, [x10]", "stur x0, [x10, #3]").row("off", null, null);
        assertThat(run.outcome()).isEqualTo("fault");
        assertThat(run.detail()).startsWith("mmu-off-classic.S:79: ").containsIgnoringCase("alignment fault");
    }

    @Test
    void missingOffsetWithTheMmuOnIsATranslationFault() {
        Report.Run run = single("mov	x23, x3", "mov	x23, #0").row("on", null, null);
        assertThat(run.outcome()).isEqualTo("fault");
        assertThat(run.detail()).contains("Translation fault");
    }

    @Test
    void leavingWithTheMmuOnIsNoticed() {
        Report.Run run = single("bic	x9, x9, x10", "nop").row("on", null, null);
        assertThat(run.outcome()).isNotEqualTo("ok");
    }

    @Test
    void adversarialOverlapIsFound() {
        Report.Run run = classic("seed=1)", "seed=1, overlap=adversarial)").row("off", null, null);
        assertThat(run.outcome()).isEqualTo("mismatch");
    }

    @Test
    void pagesInPlaceAreSkippedByARoutineThatLooks() {
        Experiment e = single("seed=1)", "seed=1, inplace=100)");
        Report.Run run = e.row("off", null, null);
        assertThat(run.outcome()).as(run.detail()).isEqualTo("ok");
        assertThat(run.lines()).noneMatch(l -> l.count() > 2 * PAGES);
    }

    @Test
    void endlessLoopIsATimeout() {
        Report.Run run = Experiment.text("""
                //@ entry el=1 mmu=off
                //@ run r: mmu=off
                .globl f
                .type f, %function
                f: b f
                """, "f").row("r", null, null);
        assertThat(run.outcome()).isEqualTo("timeout");
    }

    @Test
    void cancellingLeavesAPartialResult() {
        AtomicInteger asked = new AtomicInteger();
        Progress progress = new Progress() {
            @Override
            public boolean cancelled() {
                return asked.incrementAndGet() > 2;
            }
        };
        RunResult result = classic("size=400K", "size=4M").result("off", null, null, progress);
        assertThat(result).isInstanceOfSatisfying(RunResult.Finished.class, f -> {
            assertThat(f.run().outcome()).isEqualTo("cancelled");
            assertThat(f.run().instructions()).isBetween(1L, 900_000L);
            assertThat(f.run().lines()).isNotEmpty();
            assertThat(f.run().cycles()).isPositive();
        });
    }

    @Test
    void progressRisesToTheEnd() {
        StringBuilder seen = new StringBuilder();
        double[] last = {0};
        Progress progress = new Progress() {
            @Override
            public void at(String what, double fraction) {
                assertThat(fraction).isBetween(last[0], 1.0);
                last[0] = fraction;
                seen.append(what).append('\n');
            }
        };
        classic("size=400K", "size=2M").result("off", null, null, progress);
        assertThat(last[0]).isEqualTo(1);
        assertThat(seen.toString()).contains("relocate_classic off");
    }

    @Test
    void ordinaryRoutineRunsFromItsRolesAndReturns() {
        Experiment e = Experiment.text("""
                //@ entry el=1 mmu=on
                //@ x0: data va size=64K align=4K
                //@ x1: data va size=64K align=4K
                //@ x2: number 1024
                //@ run r: mmu=on
                .globl copy
                .type copy, %function
                copy:
                1: ldr x3, [x1], #8
                str x3, [x0], #8
                subs x2, x2, #1
                b.ne 1b
                ret
                """, "copy");
        Report.Run run = e.row("r", null, null);
        assertThat(run.outcome()).as(run.detail()).isEqualTo("ok");
        assertThat(run.instructions()).isEqualTo(4 * 1024 + 1);
        assertThat(count(e, run, "str x3")).isEqualTo(1024);
    }

    @Test
    void expectedRegistersAndExitsAreChecked() {
        String source = """
                //@ entry el=1 mmu=off
                //@ run r: mmu=off
                //@ expect exit=EXIT x5=42
                .globl f
                .type f, %function
                f: mov x5, #VALUE
                LEAVE
                """;
        String[][] cases = {
            {"ret", "42", "ret", "ok", "returned to its caller"},
            {"ret", "43", "ret", "mismatch", "x5 is 0x2b at the end, expected 0x2a"},
            {"hvc", "42", "hvc #0", "ok", "left by hvc"},
            {"smc", "42", "smc #0", "ok", "left by smc"},
            {"ret", "42", "smc #0", "mismatch", "left by smc instead of returning"},
            {"ret", "42", "hvc #0", "mismatch", "left by hvc instead of returning"},
            {"hvc", "41", "hvc #0", "mismatch", "x5 is 0x29 at the end, expected 0x2a"},
        };
        for (String[] c : cases) {
            String text = source.replace("EXIT", c[0]).replace("VALUE", c[1]).replace("LEAVE", c[2]);
            Report.Run run = Experiment.text(text, "f").row("r", null, null);
            assertThat(run.outcome()).as(run.detail()).isEqualTo(c[3]);
            assertThat(run.detail()).contains(c[4]);
        }
    }

    @Test
    void referencesWithinTheUnitWorkAndAMissingSymbolIsNamedWhereItIsUsed() {
        String source = """
                //@ entry el=1 mmu=off
                //@ run r: mmu=off
                .globl f
                .type f, %function
                f: adrp x0, value
                ldr x0, [x0, #:lo12:value]
                sub x0, x0, #42
                cbz x0, 1f
                bl elsewhere
                1: ret
                .data
                value: .quad NUMBER
                """;
        Report.Run right = Experiment.text(source.replace("NUMBER", "42"), "f").row("r", null, null);
        assertThat(right.outcome()).as(right.detail()).isEqualTo("ok");
        Report.Run wrong = Experiment.text(source.replace("NUMBER", "43"), "f").row("r", null, null);
        assertThat(wrong.outcome()).isEqualTo("fault");
        assertThat(wrong.detail()).isEqualTo("t.S:9: needs symbol elsewhere, which this unit does not define");
    }

    @Test
    void structureWithoutOffsetsIsRefusedWithAHint() {
        Experiment e = classic("kimage(", "kimage(abi=struct, ");
        assertThat(e.result("off", null, null, Progress.NONE).toString()).contains("KIMAGE_", "asm-offsets.h");
    }

    @Test
    void anEmptyImageHasNothingToRelocate() {
        Experiment e = single(SMALL, "size=0, ");
        Report.Run run = e.row("off", null, null);
        assertThat(run.outcome()).isEqualTo("ok");
        assertThat(run.bytes()).isZero();
    }
}
