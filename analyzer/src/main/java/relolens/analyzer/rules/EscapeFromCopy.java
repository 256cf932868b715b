package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Solver;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.program.Program;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;

/** R04: copied code that reaches out of the copy by the program counter. */
final class EscapeFromCopy implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("R04", "escape-from-copy", Severity.ERROR)
            .summary(
                    "Code that is copied and run elsewhere branches or refers, relative to the program counter, to something outside the copied range.")
            .why(
                    "not an architectural rule: PC-relative branches and address forming",
                    "In the copy the distance to everything outside is another: the branch goes into nowhere, the literal is somebody else's word.")
            .bad("""
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
            	.balign	16
            body:	mov	x9, #1
            	bl	outside
            	//^^^^^^^^
            	br	x8
            	nop
            body_end:
            	ret
            outside:	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: code pa align=4K lines=clean
            place:
            	adr	x1, body
            	add	x2, x1, #16
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	cmp	x1, x2
            	b.lo	1b
            	ret
            	.balign	16
            body:	ldr	x9, value
            	//^^^^^^^^^^^
            	br	x9
            	nop
            	nop
            	nop
            	nop
            value:	.quad	0x1000
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: code pa align=4K lines=clean
            place:
            	adr	x1, body
            	adr	x2, body_end
            1:	ldr	w3, [x1], #4
            	str	w3, [x0], #4
            	cmp	x1, x2
            	b.ne	1b
            	ret
            body:	adrp	x9, data
            	//^^^^^^^^^^^
            	ldr	x9, [x9, :lo12:data]
            	br	x9
            body_end:
            	nop
            	.data
            data:	.quad	0
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            //@ x0: code pa align=4K lines=clean
            install_exit_page:                      // hibernation's exit code cannot call out of its page
            	adr	x1, exit_code
            	adr	x2, exit_code_end
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	cmp	x1, x2
            	b.lo	1b
            	ret
            	.balign	16
            exit_code:
            	cbz	x5, install_exit_page
            	//^^^^^^^^^^^^^^^^^^^^^^^
            	nop
            	nop
            	br	x6
            exit_code_end:
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
            	.balign	16
            body:	mov	x9, #1
            2:	subs	x9, x9, #1
            	b.ne	2b
            	br	x8
            body_end:
            	ret
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
            	.balign	16
            body:	ldr	x9, value
            	br	x9
            	nop
            	nop
            value:	.quad	0x1000
            	.quad	0
            body_end:
            	nop
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=4K
            copy_data:
            	adrp	x1, words
            	add	x1, x1, :lo12:words
            	add	x2, x1, #32
            1:	ldp	x3, x4, [x1], #16
            	stp	x3, x4, [x0], #16
            	cmp	x1, x2
            	b.lo	1b
            	ret
            	.data
            words:	.skip	32
            """)
            .good("""
            //@ entry el=1 mmu=off
            not_copied:
            	bl	outside_too
            	ldr	x9, 1f
            	br	x9
            1:	.quad	0x1000
            outside_too:	ret
            """)
            .fix(
                    "Put what is needed into the copied range (macros, literals of its own), or pass addresses in registers.",
                    false)
            .limits(
                    "A range is known as copied if a copying loop's source begins there and its end is known from the loop, or if the unit defines NAME_end or NAME_size for a routine NAME that it also copies.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final int PAGE = 4096;

    private void outgrown(Point point, Issues issues) {
        long offset = point.at().offset();
        if (offset >= PAGE
                && offset < PAGE + 4
                && Program.ONE_PAGE.contains(point.at().section())) {
            String message = "is beyond the 4096 bytes of the one page that "
                    + point.at().section() + " is copied to or mapped by: it is not there when it is to run";
            issues.raise(point, here(Severity.ERROR, point, message));
        }
    }

    @Override
    public void check(Point point, Issues issues) {
        outgrown(point, issues);
        CopyLoop copy = CopyLoop.entered(point);
        CopiedCode range = copy == null ? null : CopiedCode.of(point, copy);
        if (copy == null || range == null) {
            return;
        }
        // A plain count may be of room to spare; an end that the code names is meant to be the code's.
        Value limit =
                CopyLoop.end(point.program(), copy.loop(), Solver.after(point.program(), point.at(), point.before()));
        int last = limit == null ? -1 : range.lastBeforeEnd(point.program());
        if (last >= 0) {
            String message = "is the last instruction that " + Words.where(point.program(), copy.store())
                    + " copies, and control goes on to the next one, which stays behind";
            issues.raise(
                    point,
                    new Issues.Issue(this, Severity.ERROR, last, copy.store(), Need.OTHER, message, Edit.NONE, ""));
        }
        for (int i = range.first(); i < range.end(); i++) {
            if (range.escapes(point.program(), i)) {
                int at = i;
                String message = "is copied by " + Words.where(point.program(), copy.store())
                        + " and refers, relative to the program counter, to something outside the copy";
                issues.raise(
                        point,
                        new Issues.Issue(this, Severity.ERROR, at, copy.store(), Need.OTHER, message, Edit.NONE, ""));
            }
        }
    }
}
