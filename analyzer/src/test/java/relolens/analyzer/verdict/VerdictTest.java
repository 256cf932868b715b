package relolens.analyzer.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import relolens.analyzer.Sources;
import relolens.analyzer.report.Report;

class VerdictTest {
    private static Report.Routine verdict(String text) {
        Report report = Sources.analyze(text);
        assertEquals(java.util.List.of(), report.problems());
        return report.routines().get(0);
    }

    @Test
    void plainStoresThroughAnUndescribedPointerAreAgnosticOnConditions() {
        Report.Routine r = verdict("""
                zero:
                1:	stp	xzr, xzr, [x0], #16
                	subs	x1, x1, #16
                	b.hi	1b
                	ret
                """);
        assertEquals("agnostic", r.mmu());
        assertTrue(r.assuming().contains("x0: aligned to 8 bytes"), r::toString);
    }

    @Test
    void dcZvaGuardedByATestOfMIsAgnostic() {
        assertEquals("agnostic", verdict("""
                zero:
                	mrs	x2, sctlr_el1
                	tbz	x2, #0, 2f
                	dc	zva, x0
                	ret
                2:	stp	xzr, xzr, [x0]
                	ret
                """).mmu());
    }

    @Test
    void theGuardMayBeWrittenManyWays() {
        for (String test : new String[] {
            "and\tx2, x2, #1\n\tcbz\tx2, 2f",
            "tst\tx2, #1\n\tb.eq\t2f",
            "ubfx\tx2, x2, #0, #1\n\tcmp\tx2, #1\n\tb.ne\t2f"
        }) {
            assertEquals(
                    "agnostic",
                    verdict("//@ entry el=1 mmu=any\nzero:\n\tmrs\tx2, sctlr_el1\n\t" + test
                                    + "\n\tdc\tzva, x0\n\tret\n2:\tstp\txzr, xzr, [x0]\n\tret\n")
                            .mmu(),
                    test);
        }
    }

    @Test
    void theGuardTheWrongWayRoundIsNot() {
        Report.Routine r = verdict("""
                //@ entry el=1 mmu=any
                zero:
                	mrs	x2, sctlr_el1
                	tbnz	x2, #0, 2f
                	dc	zva, x0
                	ret
                2:	stp	xzr, xzr, [x0]
                	ret
                """);
        assertEquals("on-only", r.mmu());
        assertEquals(5, r.mmuReasons().get(0).line());
    }

    @Test
    void turningTheMmuOffUnguardedNeedsItOn() {
        Report.Routine r = verdict("""
                //@ entry el=1 mmu=on
                off:
                	mrs	x2, sctlr_el1
                	bic	x2, x2, #1
                	msr	sctlr_el1, x2
                	isb
                	br	x0
                """);
        assertEquals("on-only", r.mmu());
        assertEquals(5, r.mmuReasons().get(0).line());
    }

    @Test
    void needingBothStatesAtOnceIsNeither() {
        Report.Routine r = verdict("""
                //@ entry el=1 mmu=any
                //@ x0: data pa
                odd:
                	ldr	x1, [x0]
                	dc	zva, x0
                	ret
                """);
        assertEquals("neither", r.mmu());
        assertEquals(2, r.mmuReasons().size());
    }

    @Test
    void anOffsetAppliedTwiceIsWrongWithTheMmuOn() {
        Report.Routine r = verdict("""
                //@ entry el=1 mmu=any
                //@ x0: data pa align=4K
                //@ x1: offset phys-minus-virt
                twice:
                	sub	x0, x0, x1
                	sub	x0, x0, x1
                	ldr	x2, [x0]
                	ret
                """);
        assertEquals("off-only", r.mmu());
        assertEquals("D07", r.mmuReasons().get(0).rule());
    }

    @Test
    void absoluteLinkAddressesNeedTheMmu() {
        Report.Routine r = verdict("""
                //@ entry el=1 mmu=any
                get:
                	ldr	x0, =there
                	ldr	x1, [x0]
                	ret
                	.data
                there:	.quad	0
                """);
        assertEquals("on-only", r.mmu());
        assertEquals("R01", r.mmuReasons().get(0).rule());
    }

    @Test
    void anOffsetHasASign() {
        for (String[] wrong : new String[][] {{"to", "sub"}, {"minus", "add"}}) {
            String text = "//@ entry el=1 mmu=any\n//@ x0: data pa size=4K align=4K\n//@ x1: offset phys-"
                    + (wrong[0].equals("to") ? "to-virt" : "minus-virt") + "\nread:\n\t" + wrong[1]
                    + "\tx2, x0, x1\n\tldr\tx3, [x2]\n\tldr\tx4, [x2, #8]\n\tret\n";
            Report report = Sources.analyze(text);
            assertEquals("off-only", report.routines().get(0).mmu(), text);
            assertEquals(6, report.routines().get(0).mmuReasons().get(0).line());
            assertEquals(
                    java.util.List.of("D07@6"),
                    report.findings().stream()
                            .map(f -> f.rule() + "@" + f.line())
                            .toList(),
                    "all uses of one wrong address are one finding");
            String right = text.replace("\t" + wrong[1] + "\t", wrong[1].equals("sub") ? "\tadd\t" : "\tsub\t");
            assertEquals("agnostic", verdict(right).mmu(), right);
        }
    }
}
