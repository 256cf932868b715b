package relolens.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.source.SourceLoader;
import relolens.emulator.mmu.TlbGeometry;
import relolens.emulator.timing.BoardModel;
import relolens.emulator.timing.TimingCatalogue;

class LoopCostsTest {
    private static final String TEXT = """
            .globl chain
            .type chain, %function
            chain:
            1: mul x0, x0, x1
            subs x2, x2, #1
            b.ne 1b
            ret
            .globl copy
            .type copy, %function
            copy:
            1: ldp x3, x4, [x1], #16
            stp x3, x4, [x0], #16
            subs x2, x2, #16
            b.ne 1b
            ret
            """;

    private static List<LoopCost> loops(@Nullable String routine, boolean mmu, long workingSet) {
        return loops(TEXT, "cortex-a53", routine, new LoopConditions(mmu, true, workingSet, 4096));
    }

    private static LoopCost loop(String core, String body, LoopConditions conditions) {
        String text = "f:\n1: " + body + "\nsubs x28, x28, #1\nb.ne 1b\nret\n";
        return loops(text, core, null, conditions).get(0);
    }

    private static List<LoopCost> loops(String text, String core, @Nullable String routine, LoopConditions conditions) {
        SourceLoader loader = path -> path.equals("t.S") ? text : null;
        AssembledUnit unit =
                Assembler.assemble(Preprocessor.preprocess("t.S", CppOptions.none(), loader), loader, List.of());
        return LoopCosts.of(unit, routine, TimingCatalogue.core(core), TimingCatalogue.board("generic"), conditions);
    }

    @Test
    void chainIsBoundByItsLatencyAndLinesAddUp() {
        LoopCost chain = loops("chain", true, 0).get(0);
        assertThat(chain.routine()).isEqualTo("chain");
        assertThat(chain.line()).isEqualTo(4);
        assertThat(chain.endLine()).isEqualTo(6);
        assertThat(chain.cyclesPerIteration()).isCloseTo(4, within(0.1));
        assertThat(chain.lines().stream().mapToDouble(LoopCost.Line::cycles).sum())
                .isCloseTo(chain.cyclesPerIteration(), within(1e-6));
    }

    @Test
    void largerWorkingSetsCostMoreAndDeviceMemoryMost() {
        double first = loops("copy", true, 0).get(0).cyclesPerIteration();
        double second = loops("copy", true, 256 << 10).get(0).cyclesPerIteration();
        double memory = loops("copy", true, 64 << 20).get(0).cyclesPerIteration();
        LoopCost off = loops("copy", false, 0).get(0);
        assertThat(first).isLessThan(second);
        assertThat(second).isLessThan(memory);
        assertThat(memory).isLessThan(off.cyclesPerIteration());
        assertThat(off.bound()).isEqualTo("device");
        // A read and a write, one round trip each.
        BoardModel board = TimingCatalogue.board("generic");
        double trips = board.deviceRead().nominal() + board.deviceWrite().nominal();
        assertThat(off.cyclesPerIteration()).isCloseTo(trips * 1.416, within(10.0));
    }

    private static double cycles(LoopCost loop, String cause) {
        return loop.lines().stream()
                .mapToDouble(l -> l.split().getOrDefault(cause, 0.0))
                .sum();
    }

    private static final String CORES = "cortex-a53 cortex-a55 cortex-a57 cortex-a72 cortex-a76 neoverse-n1 thunderx2";

    /** A pointer that goes to another page each round: near, main and no TLB hold them, and pages may be larger. */
    @Test
    void pagesBeyondTheTlbCostTheirWalksAndLargerPagesFewer() {
        for (String core : CORES.split(" ")) {
            String load = "ldr x1, [x1]";
            TlbGeometry tlb = TimingCatalogue.core(core).tlb();
            LoopConditions usual = LoopConditions.usual();
            double near = cycles(loop(core, load, usual.over(tlb.microData() * 4096L)), "tlb");
            double main = cycles(loop(core, load, usual.over(tlb.mainEntries() * 4096L)), "tlb");
            double none = cycles(loop(core, load, usual.over(tlb.mainEntries() * 8192L)), "tlb");
            assertThat(near).as(core).isZero();
            assertThat(main).as(core).isLessThan(none);
            assertThat(none).as(core).isGreaterThan(10);
            LoopConditions large = new LoopConditions(true, true, tlb.mainEntries() * 8192L, 2 << 20);
            assertThat(cycles(loop(core, load, large), "tlb")).as(core).isLessThan(none / 10);
        }
    }

    @Test
    void maintenanceIsNamedAndSoIsAnInstructionCacheThatIsOff() {
        for (String core : CORES.split(" ")) {
            for (String operation : List.of("dc civac, x0", "ic ivau, x0", "tlbi vaae1is, x0")) {
                assertThat(loop(core, operation, LoopConditions.usual()).bound())
                        .as(operation + " on " + core)
                        .isEqualTo("maintenance");
            }
            // Longer than any core's fetch granule, so that each round fetches anew.
            String code = ".rept 40\nadd x0, x0, x1\n.endr";
            LoopCost uncached = loop(core, code, new LoopConditions(true, false, 0, 4096));
            assertThat(uncached.bound()).as(core).isEqualTo("fetch");
            assertThat(cycles(loop(core, code, LoopConditions.usual()), "fetch"))
                    .isZero();
        }
        String much = ".rept 9000\nadd x0, x0, x1\n.endr";
        assertThat(cycles(loop("cortex-a53", much, LoopConditions.usual()), "fetch"))
                .as("code beyond the instruction cache")
                .isGreaterThan(1000);
    }

    @Test
    void whatIsLeftOutIsSaid() {
        LoopCost loop = loop("cortex-a53", "cbz x0, 2f\nbl f\n2:", LoopConditions.usual());
        assertThat(loop.notes())
                .extracting(LoopCost.Note::message)
                .containsExactly(
                        "not taken here; a misprediction would cost 9 cycles more", "what is called is not counted");
        assertThat(loop(
                                "cortex-a53",
                                "stp x0, x1, [x2], #16",
                                LoopConditions.usual().over(1 << 30))
                        .notes())
                .singleElement()
                .extracting(LoopCost.Note::message)
                .asString()
                .contains("without write streaming");
    }

    @Test
    void zeroingALineIsAStoreOfALine() {
        LoopCost here = loop("cortex-a72", "dc zva, x0\nadd x0, x0, #64", LoopConditions.usual());
        assertThat(cycles(here, "store") + cycles(here, "maintenance")).isZero();
        LoopCost off = loop(
                "cortex-a72",
                "dc zva, x0\nadd x0, x0, #64",
                LoopConditions.usual().withoutMmu());
        assertThat(off.bound()).isEqualTo("device");
    }

    @Test
    void everyLoopIsReportedWithoutARoutineNamed() {
        assertThat(loops(null, true, 0)).extracting(LoopCost::routine).containsExactly("chain", "copy");
        assertThat(CostReport.json(loops(null, true, 0), "cortex-a53", LoopConditions.usual()))
                .contains("\"schema\" : \"relolens-cost/1\"", "\"cyclesPerIteration\"", "\"bound\"", "\"cause\"");
    }
}
