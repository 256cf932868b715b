package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.analyzer.report.Report;
import relolens.analyzer.streaming.StreamingExperiment;

/** Copies told apart by what write streaming makes of them, on both families of cores. */
class StreamingExperimentTest {
    private static final String HEAD = """
            //@ entry el=1 mmu=on
            //@ x0: data va size=1M align=4K
            //@ x1: data va size=1M align=4K
            //@ x2: number 16384
            //@ run copy: mmu=on
            .globl copy
            copy:
            """;
    private static final String WHOLE = """
            ldp x3, x4, [x1]
            ldp x5, x6, [x1, #16]
            ldp x7, x8, [x1, #32]
            ldp x9, x10, [x1, #48]
            stp x3, x4, [x0]
            stp x5, x6, [x0, #16]
            stp x7, x8, [x0, #32]
            stp x9, x10, [x0, #48]
            """;
    private static final String SEQUENTIAL =
            HEAD + "1: " + WHOLE + "add x0, x0, #64\nadd x1, x1, #64\nsubs x2, x2, #1\nb.ne 1b\nret\n";
    /** Pages in the order 0, 85, 170, 255, …: 85 and 256 have no common factor. */
    private static final String SCATTERED = HEAD
            + "mov x11, x0\nmov x12, x1\nmov x13, #0\nmov x16, #64\n"
            + "2: lsl x14, x13, #12\nadd x0, x11, x14\nadd x1, x12, x14\nmov x15, #64\n1: " + WHOLE
            + "add x0, x0, #64\nadd x1, x1, #64\nsubs x15, x15, #1\nb.ne 1b\n"
            + "add x13, x13, #85\nand x13, x13, #255\nsubs x16, x16, #1\nb.ne 2b\nret\n";
    /** Half a line here, half a line half a megabyte on. */
    private static final String BROKEN = HEAD
            + "1: ldp x3, x4, [x1]\nldp x5, x6, [x1, #16]\nstp x3, x4, [x0]\nstp x5, x6, [x0, #16]\n"
            + "eor x0, x0, #0x80000\nadd x1, x1, #32\nstp x3, x4, [x0]\nstp x5, x6, [x0, #16]\n"
            + "eor x0, x0, #0x80000\nadd x0, x0, #64\nsub x2, x2, #3\nsubs x2, x2, #1\nb.ne 1b\nret\n";

    private static Report.Streaming streaming(String source, String core) {
        Experiment e = Experiment.text(source, "copy");
        Report.Run run = e.row("copy", core, "generic");
        assertThat(run.outcome()).as(run.detail()).isEqualTo("ok");
        RunRequest request =
                new RunRequest(e.unit, e.contract, e.run("copy"), Map.of(), core, "generic", Conditions.USUAL);
        Report.Streaming found = StreamingExperiment.of(request, Progress.NONE);
        assertThat(found).isNotNull();
        return java.util.Objects.requireNonNull(found);
    }

    private static Map<String, Double> cycles(Report.Streaming s) {
        return s.settings().stream()
                .collect(Collectors.toMap(Report.StreamingSetting::setting, Report.StreamingSetting::cycles));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cortex-a53", "cortex-a72", "cortex-a76"})
    void sequentialScatteredAndBrokenCopiesAreToldApart(String core) {
        Report.Streaming sequential = streaming(SEQUENTIAL, core);
        Report.Streaming scattered = streaming(SCATTERED, core);
        Report.Streaming broken = streaming(BROKEN, core);
        assertThat(sequential.streams().get(0).kind()).isEqualTo("sequential");
        assertThat(scattered.streams().get(0).kind()).isEqualTo("page-scattered");
        assertThat(broken.streams().get(0).kind()).isEqualTo("broken");
        assertThat(broken.streams().get(0).savedReads()).isZero();
        assertThat(broken.verdict()).startsWith("Never streams");
        assertThat(sequential.streams().get(0).savedReads()).isPositive();
        assertThat(scattered.verdict()).contains("page ends reset nothing");
        assertThat(cycles(sequential).get("off"))
                .isGreaterThan(1.02 * cycles(sequential).get("default"));
        // The control: what never streams does not care for any setting.
        assertThat(cycles(broken).values())
                .allMatch(c -> c.equals(cycles(broken).get("default")));
        assertThat(cycles(sequential)).hasSizeGreaterThanOrEqualTo(8);
        assertThat(cycles(sequential).keySet()).isEqualTo(cycles(scattered).keySet());
    }

    /** Routines of six shapes that the words were not made for; each line of words names kind, count and share. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1: ldp x3, x4, [x1], #16; stp x3, x4, [x0], #16; subs x5, x5, #16; b.ne 1b"
                        + "| sequential: 4096 whole lines, level 1 streaming starts at the 4th line; 4093 reads",
                "1: stp x1, x1, [x0], #16; subs x5, x5, #16; b.ne 1b"
                        + "| sequential: 4096 whole lines, level 1 streaming starts at the 4th line; 4093 reads",
                "add x0, x0, x5; 1: stp x3, x4, [x0, #-16]!; subs x5, x5, #16; b.ne 1b"
                        + "| backwards: 4096 whole lines, level 1 streaming starts at the 4th line; 4093 reads",
                "1: stp x3, x4, [x0]; stp x3, x4, [x0, #16]; stp x3, x4, [x0, #32]; add x0, x0, #96;"
                        + " subs x5, x5, #64; b.ne 1b | never streams: 6144 of 6144 lines are left; ",
                "1: dc zva, x0; add x0, x0, #64; subs x5, x5, #64; b.ne 1b"
                        + "| sequential: 4096 whole lines, level 1 streaming starts at the 4th line"
                        + "; past all caches at the 128th; 0 reads",
                "add x1, x0, #0x40, lsl #12; 1: .rept 4; stp x3, x4, [x0], #16; .endr; .rept 4;"
                        + " stp x3, x4, [x1], #16; .endr; subs x5, x5, #128; b.ne 1b"
                        + "| scattered lines: 4096 whole lines; 4093 reads for ownership saved, 100 %"
            })
    void shapesThatNobodyMadeTheWordsForAreNamedWithTheirCounts(String code, String expected) {
        String source = HEAD + "mov x5, #0x40000\n" + code.strip().replace("; ", "\n") + "\nret\n";
        String text = streaming(source, "cortex-a53").streams().get(0).text();
        assertThat(text).contains(expected.strip().split("; ?"));
    }

    @ParameterizedTest(name = "{0} {1}: first line past level 1 is {2}")
    @CsvSource({
        "cortex-a53, default, 4",
        "cortex-a53, L1RADIS=01, 64",
        "cortex-a53, L1RADIS=10, 128",
        "cortex-a53, L1RADIS=11, 0",
        "cortex-a55, default, 4",
        "cortex-a55, erratum-778703, 0",
        "cortex-a57, erratum-828024, 0",
        "cortex-a72, default, 4",
        "cortex-a72, L1NOALLOC=01, 64",
        "cortex-a76, default, 65",
        "cortex-a76, WS_THR_L2=00, 5",
        "cortex-a76, WS_THR_L2=10, 129",
        "cortex-a76, erratum-1220197, 0",
        "neoverse-n1, erratum-1220197, 0",
    })
    void firmwareFieldMovesTheLineAtWhichStreamingStarts(String core, String setting, long line) {
        Experiment e = Experiment.text(SEQUENTIAL, "copy");
        RunRequest request = new RunRequest(
                e.unit,
                e.contract,
                e.run("copy"),
                Map.of(),
                core,
                "generic",
                new Conditions(true, setting, java.util.Set.of(), 20_000));
        assertThat(StreamingExperiment.stream(request).startsAt()).isEqualTo(line);
    }

    @Test
    void answerIsTheSameWithHelpAndAloneAndNoneOnceItIsStopped() throws InterruptedException {
        Experiment e = Experiment.text(SCATTERED, "copy");
        RunRequest request =
                new RunRequest(e.unit, e.contract, e.run("copy"), Map.of(), "cortex-a53", "generic", Conditions.USUAL);
        StreamingExperiment helped = new StreamingExperiment(Workbench.of(request), Progress.NONE);
        Thread helper = new Thread(helped::help);
        helper.start();
        Report.Streaming together = helped.found();
        helper.join();
        assertThat(together).isNotNull().isEqualTo(StreamingExperiment.of(request, Progress.NONE));
        Progress stopped = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThat(StreamingExperiment.of(request, stopped)).isNull();
    }

    @Test
    void relocationIsJudgedByADifferenceOfDifferences() {
        Experiment e = Experiment.example("single-implementation.S", "relocate_image");
        RunRequest request =
                new RunRequest(e.unit, e.contract, e.run("on"), Map.of(), "cortex-a53", "rk3399", Conditions.USUAL);
        Report.Streaming found = java.util.Objects.requireNonNull(StreamingExperiment.of(request, Progress.NONE));
        assertThat(found.sensitivity()).isBetween(0.9, 1.5);
        assertThat(found.settings())
                .extracting(Report.StreamingSetting::layout)
                .contains(
                        "scattered",
                        "contiguous",
                        "scattered no-tlb",
                        "contiguous no-prefetch",
                        "scattered va-contiguous",
                        "scattered block",
                        "contiguous block");
        assertThat(found.verdict())
                .contains("Pages scattered cost", "with streaming off", "is translation", "nothing ends it");
        assertThat(found.overTuned()).isEqualTo(Report.OverTuned.NO);
        assertThat(found.verdict()).contains("under CPUACTLR_EL1 [24] DTAH=1 (TF-A, up to r0p3) the order stays");
    }

    @Test
    void coreWithoutAPublishedControlGetsNoVerdict() {
        Report.Streaming found = streaming(SEQUENTIAL, "thunderx2");
        assertThat(found.verdict()).startsWith("no verdict");
        assertThat(found.overTuned()).isEqualTo(Report.OverTuned.REFUSED);
    }

    @Test
    void experimentThatCannotBeSetUpSaysWhy() {
        Experiment e = Experiment.text(SEQUENTIAL, "copy");
        RunRequest request =
                new RunRequest(e.unit, e.contract, e.run("copy"), Map.of(), "z80", "generic", Conditions.USUAL);
        Report.Streaming found = java.util.Objects.requireNonNull(StreamingExperiment.of(request, Progress.NONE));
        assertThat(found.overTuned()).isEqualTo(Report.OverTuned.REFUSED);
        assertThat(found.verdict())
                .startsWith("no verdict: the experiment could not be set up: unknown core \"z80\"; known: ");
    }
}
