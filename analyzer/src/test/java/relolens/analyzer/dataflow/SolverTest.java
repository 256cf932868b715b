package relolens.analyzer.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Isa;

class SolverTest {
    private static Program program(String text) {
        var unit = Assembler.assemble(Preprocessor.preprocess("t.S", CppOptions.none(), p -> text));
        assertEquals(List.of(), unit.problems());
        return Program.of(unit, Isa.a64()::effects, Set.of());
    }

    private static Solution solve(Program p, EntryState entry) {
        return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new Solver(p).solve(0, entry));
    }

    @Test
    void loopsOverRegistersNobodySetEnd() {
        Program p = program("""
                f:	add	x13, x13, #64
                	ldr	x9, [x14], #8
                1:	sub	x10, x10, x13
                	cbz	x9, 1b
                	stp	x10, x13, [x12], #16
                	tbnz	x10, #3, f
                	mov	x13, x10
                	tbnz	x9, #2, f
                	ret
                """);
        Solution s = solve(p, EntryState.UNKNOWN);
        assertEquals(p.instructions().size(), s.states().size());
        assertTrue(s.returned() != null);
    }

    @Test
    void aCopyOfAPointerKeepsItsNameWhereTheOriginalIsSteppedOn() {
        Program p = program("""
                f:	mov	x19, x0
                1:	stp	xzr, xzr, [x0], #16
                	subs	x1, x1, #16
                	b.ne	1b
                	dc	civac, x19
                	ret
                """);
        Solution s = solve(p, EntryState.UNKNOWN);
        State end = s.before(5);
        assertTrue(end != null);
        assertEquals(-1, end.lines(new Base.Register(0)).dirtySite(), "the clean is one of what was stored to");
    }

    @Test
    void recursionEnds() {
        Program p = program("f:\tcbz\tx0, 1f\n\tsub\tx0, x0, #1\n\tbl\tf\n1:\tret\n");
        assertTrue(solve(p, EntryState.UNKNOWN).returned() != null);
    }

    @Test
    void alignmentSurvivesALoop() {
        var page = new EntryState.Content(Role.DATA, Provenance.PHYSICAL, 4096, null, EntryState.Lines.UNKNOWN);
        var entry = new EntryState(
                1, Tri.UNKNOWN, Tri.NO, Tri.UNKNOWN, Tri.UNKNOWN, true, Map.of(0, page), EntryState.Terms.NONE);
        Program p = program("f:\tldp\tx2, x3, [x0], #48\n\tcbnz\tx2, f\n\tret\n");
        State end = solve(p, entry).before(2);
        assertTrue(end != null);
        assertEquals(16, end.register(0).alignment());
    }

    @Test
    void aFlagThatGuardsAPreparationAlsoGuardsItsUse() {
        Program p = program("""
                f:	cbz	x5, 1f
                	dc	civac, x0
                	dsb	sy
                1:	nop
                	cbz	x5, 2f
                	stp	xzr, xzr, [x0]
                2:	ret
                """);
        Solution s = solve(p, EntryState.UNKNOWN);
        assertEquals(2, s.ways(3).size());
        assertEquals(1, s.ways(5).size());
        assertTrue(s.ways(5).iterator().next().lines(new Base.Register(0)).evicted());
    }

    @Test
    void whatAComparisonRulesOutIsNotReached() {
        Program p = program("""
                f:	cmp	x1, #3
                	b.ne	1f
                	nop
                	cmp	x1, #3
                	b.eq	1f
                	dc	civac, x0
                1:	ret
                """);
        assertTrue(solve(p, EntryState.UNKNOWN).before(5) == null);
    }

    @Test
    void aRegisterThatALoopStepsShowsNothingOfItsFirstValue() {
        Program p = program("""
                f:	cbz	x1, 1f
                	dc	civac, x0
                	sub	x1, x1, #1
                	b	f
                1:	cbz	x1, 2f
                	nop
                2:	ret
                """);
        assertTrue(solve(p, EntryState.UNKNOWN).before(6) != null);
    }
}
