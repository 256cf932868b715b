package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;

/** R10: ADRP in code that is moved by less than a page. */
final class AdrpCongruence implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("R10", "adrp-congruence", Severity.ERROR)
            .summary("Code that uses ADRP is copied to a destination whose offset within a page differs from its own.")
            .why(
                    "Form PC-relative address (ADRP)",
                    "ADRP takes the 4 KiB page of the program counter, ADD :lo12: the offset in the page at link time. The pair is right only if the code moves by a multiple of 4 KiB.")
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: code pa align=64 lines=clean
            place:
            	adr	x1, body
            	adr	x2, body_end
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	cmp	x1, x2
            	b.lo	1b
            	ret
            	.balign	4096
            body:	adrp	x9, inside
            	//^^^^^^^^^^^^^
            	add	x9, x9, :lo12:inside
            	ldr	x9, [x9]
            	br	x9
            inside:	.quad	0, 0
            body_end:
            	nop
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: code pa align=256 lines=clean
            place:
            	adr	x1, body
            	adr	x2, body_end
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	cmp	x1, x2
            	b.lo	1b
            	ret
            	.balign	4096
            body:	nop
            	adrp	x9, inside
            	//^^^^^^^^^^^^^
            	add	x9, x9, :lo12:inside
            	br	x9
            inside:	nop
            	nop
            	nop
            	ret
            body_end:
            	nop
            """)
            .bad("""
            //@ entry el=3 mmu=off
            //@ x0: code pa align=16 lines=clean
            packed_stage:
            	adr	x1, body
            	adr	x2, body_end
            1:	ldr	w3, [x1], #4
            	str	w3, [x0], #4
            	cmp	x1, x2
            	b.lo	1b
            	ret
            	.balign	4096
            body:	adrp	x9, table
            	//^^^^^^^^^^^^
            	ldr	x9, [x9, :lo12:table]
            	br	x9
            	.balign	8
            table:	.quad	0
            body_end:
            	nop
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: code pa align=2K lines=clean
            rtos_ram_loader:                        // an RTOS linked page-wise and loaded 2 KiB into a page
            	adr	x1, body
            	adr	x2, body_end
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	cmp	x1, x2
            	b.lo	1b
            	ret
            	.balign	4096
            body:	adrp	x9, inside
            	//^^^^^^^^^^^^^
            	add	x9, x9, :lo12:inside
            	ldr	x9, [x9]
            	br	x9
            inside:	.quad	0, 0
            body_end:
            	nop
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: code pa align=4K lines=clean
            place:
            	adr	x1, body
            	adr	x2, body_end
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	cmp	x1, x2
            	b.lo	1b
            	ret
            	.balign	4096
            body:	adrp	x9, inside
            	add	x9, x9, :lo12:inside
            	ldr	x9, [x9]
            	br	x9
            inside:	.quad	0, 0
            body_end:
            	nop
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: code pa align=64 lines=clean
            place:
            	adr	x1, body
            	adr	x2, body_end
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	cmp	x1, x2
            	b.lo	1b
            	ret
            	.balign	16
            body:	adr	x9, inside
            	ldr	x9, [x9]
            	br	x9
            	nop
            inside:	.quad	0, 0
            body_end:
            	nop
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: code pa lines=clean
            unknown_place:
            	adr	x1, body
            	adr	x2, body_end
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	cmp	x1, x2
            	b.lo	1b
            	ret
            	.balign	4096
            body:	adrp	x9, inside
            	add	x9, x9, :lo12:inside
            	ldr	x9, [x9]
            	br	x9
            inside:	.quad	0, 0
            body_end:
            	nop
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=64
            not_code:
            	adrp	x1, words
            	add	x1, x1, :lo12:words
            	ldr	x3, [x1]
            	str	x3, [x0]
            	ret
            	.data
            words:	.quad	0
            """)
            .fix("Copy to a 4 KiB aligned destination from a 4 KiB aligned start, or use ADR.", false)
            .limits(
                    "Judges destinations whose declared alignment is below 4 KiB, or that stand a distance behind a pointer that is no multiple of it.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final int PAGE = 4096;

    @Override
    public void check(Point point, Issues issues) {
        CopyLoop copy = CopyLoop.entered(point);
        CopiedCode range = copy == null ? null : CopiedCode.of(point, copy);
        if (copy == null || range == null || !moved(point, copy.destination())) {
            return;
        }
        for (int i = range.first(); i < range.end(); i++) {
            boolean adrp = point.program().at(i).row().equals("ADRP");
            if (adrp && !range.escapes(point.program(), i)) {
                int at = i;
                String message = "is copied by " + Words.where(point.program(), copy.store())
                        + " to a place that need not have the same offset in its 4 KiB page";
                issues.raise(
                        point,
                        new Issues.Issue(this, Severity.ERROR, at, copy.store(), Need.OTHER, message, Edit.NONE, ""));
            }
        }
    }

    private static boolean moved(Point point, Value destination) {
        if (!(destination.base() instanceof Base.Register r)) {
            return false;
        }
        EntryState.Content c = point.entry().registers().get(r.number());
        boolean between = destination.exact() && (destination.delta() & PAGE - 1) != 0;
        return c == null ? between : c.alignment() > 1 && c.alignment() < PAGE;
    }
}
