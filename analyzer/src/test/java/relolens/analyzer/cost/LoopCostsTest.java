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
        SourceLoader loader = path -> path.equals("t.S") ? TEXT : null;
        AssembledUnit unit =
                Assembler.assemble(Preprocessor.preprocess("t.S", CppOptions.none(), loader), loader, List.of());
        return LoopCosts.of(
                unit, routine, TimingCatalogue.core("cortex-a53"), TimingCatalogue.board("rk3399"), mmu, workingSet);
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
        assertThat(off.cyclesPerIteration()).isCloseTo((170 + 100) * 1.416, within(10.0));
    }

    @Test
    void everyLoopIsReportedWithoutARoutineNamed() {
        assertThat(loops(null, true, 0)).extracting(LoopCost::routine).containsExactly("chain", "copy");
        assertThat(CostReport.json(loops(null, true, 0), "cortex-a53", true))
                .contains("\"schema\" : \"relolens-cost/1\"", "\"cyclesPerIteration\"", "\"bound\"", "\"cause\"");
    }
}
