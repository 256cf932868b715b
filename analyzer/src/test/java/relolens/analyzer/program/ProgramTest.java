package relolens.analyzer.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.Preprocessor;
import relolens.emulator.isa.Isa;

class ProgramTest {
    private static Program program(String text) {
        var unit = Assembler.assemble(Preprocessor.preprocess("t.S", CppOptions.none(), p -> text));
        assertEquals(List.of(), unit.problems());
        return Program.of(unit, Isa.a64()::effects, Set.of());
    }

    private static List<String> routines(Program p) {
        return p.routines().stream()
                .map(r -> r.name() + " " + r.first() + "-" + r.end())
                .toList();
    }

    @Test
    void labelsInsideARoutineStartNone() {
        Program p = program("""
                	.globl	first
                first:
                again:	subs	x0, x0, #1
                	b.ne	again
                	cbz	x1, done
                	nop
                done:	ret
                second:	bl	third
                	ret
                third:	ret
                """);
        assertEquals(List.of("first 0-5", "second 5-7", "third 7-8"), routines(p));
        assertEquals(
                List.of(false, false, true),
                p.routines().stream().map(Routine::called).toList());
    }

    @Test
    void sizeEndsARoutine() {
        Program p = program("""
                	.type	f, %function
                f:	ret
                	.size	f, . - f
                	nop
                """);
        assertEquals(List.of("f 0-1"), routines(p));
        assertEquals(4, p.routines().get(0).bytes());
        assertNull(p.routineOf(1));
    }

    @Test
    void aFunctionThatOnlyBranchesToItselfIsFound() {
        assertEquals(List.of("park 0-2"), routines(program("park:\twfe\n\tb\tpark\n")));
    }

    @Test
    void branchesAreResolvedThroughRelocationsToo() {
        Program p = program("""
                	.globl	a
                	.globl	b
                a:	b	b
                	nop
                b:	b	elsewhere
                """);
        assertArrayEquals(new int[] {2}, p.target(0));
        assertArrayEquals(new int[0], p.next(0));
        assertArrayEquals(new int[0], p.target(2));
        assertEquals("elsewhere", p.targetName(2));
    }

    @Test
    void bothArmsOfAnAlternativeAreReached() {
        Program p = program("""
                	.globl	f
                f:	nop
                661:	nop
                662:	ret
                	.pushsection .altinstructions, "a"
                	.word	661b - .
                	.word	663f - .
                	.hword	5
                	.byte	662b-661b
                	.byte	664f-663f
                	.popsection
                	.subsection 1
                663:	isb
                664:
                	.previous
                """);
        int arm = 3;
        assertEquals("isb", relolens.analyzer.rules.Words.text(p.at(arm)));
        assertArrayEquals(new int[] {1, arm}, p.next(0));
        assertArrayEquals(new int[] {2}, p.next(arm), "the replacement goes on after the original");
        assertArrayEquals(new int[] {2}, p.next(1));
    }

    @Test
    void branchesThroughTablesGoToWhatTheTableHolds() {
        Program distances = program("""
                f:	cmp	x0, #3
                	b.hs	9f
                	adr	x1, table
                	ldr	w2, [x1, x0, lsl #2]
                	add	x1, x1, w2, sxtw
                	br	x1
                table:	.word	1f - table, 2f - table, 9f - table, 0
                1:	nop
                2:	nop
                9:	ret
                """);
        assertArrayEquals(new int[] {6, 7, 8}, distances.target(5));
        assertEquals(List.of("f 0-9"), routines(distances));

        Program bytes = program("""
                	.section .rodata
                table:	.byte	(1f - base) >> 2, (2f - base) >> 2
                	.text
                f:	cmp	w9, #1
                	b.hi	2f
                	adrp	x10, table
                	add	x10, x10, :lo12:table
                	ldrb	w11, [x10, x9]
                	adr	x12, base
                	add	x12, x12, w11, sxtb #2
                	br	x12
                base:
                1:	nop
                2:	ret
                """);
        assertArrayEquals(new int[] {8, 9}, bytes.target(7));

        Program addresses = program("""
                f:	adrp	x5, table
                	add	x5, x5, #:lo12:table
                	ldr	x6, [x5, x0, lsl #3]
                	br	x6
                1:	nop
                2:	ret
                	.data
                table:	.quad	1b, 2b
                """);
        assertArrayEquals(new int[] {4, 5}, addresses.target(3));

        Program branches = program("""
                f:	adr	x5, 3f
                	add	x5, x5, x0, lsl #2
                	br	x5
                3:	b	1f
                	b	2f
                1:	nop
                2:	ret
                """);
        assertArrayEquals(new int[] {3, 4}, branches.target(2));
    }

    @Test
    void aBranchThroughATableThatIsNotThereStaysOpen() {
        Program p = program("""
                f:	adrp	x5, elsewhere
                	add	x5, x5, #:lo12:elsewhere
                	ldr	x6, [x5, x0, lsl #3]
                	br	x6
                g:	br	x3
                """);
        assertArrayEquals(new int[0], p.target(3));
        assertArrayEquals(new int[0], p.target(4));
    }
}
