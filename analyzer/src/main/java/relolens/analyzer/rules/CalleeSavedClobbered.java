package relolens.analyzer.rules;

import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Note;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;

/** X03: a register of the caller's lost. */
final class CalleeSavedClobbered implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("X03", "callee-saved-clobbered", Severity.WARNING)
            .summary("A function other units can call overwrites X19 to X28 and returns without having saved it.")
            .why(
                    "Procedure Call Standard for the Arm 64-bit Architecture, General-purpose registers",
                    "C callers keep values in these registers across the call. Which of them, and so what breaks, changes with every compiler.")
            .bad("""
            	.globl	flush
            	.type	flush, %function
            flush:	mov	x19, x0
            	//^^^^^^^^^
            	dc	civac, x19
            	dsb	sy
            	ret
            """)
            .bad("""
            	.globl	count
            	.type	count, %function
            count:	mov	x20, #0
            	//^^^^^^^^^
            1:	add	x20, x20, #1
            	cmp	x20, x0
            	b.lo	1b
            	mov	x0, x20
            	ret
            """)
            .bad("""
            	.globl	some_paths
            	.type	some_paths, %function
            some_paths:
            	cbz	x0, 1f
            	add	x21, x0, #1
            	//^^^^^^^^^^^^^
            	mov	x0, x21
            1:	ret
            """)
            .bad("""
            	.globl	enable_caches
            	.type	enable_caches, %function
            enable_caches:                          // boot code that became a C function and kept its registers
            	mrs	x28, sctlr_el1
            	//^^^^^^^^^^^^^^^^
            	orr	x28, x28, #4
            	msr	sctlr_el1, x28
            	isb
            	ret
            """)
            .good("""
            	.globl	flush
            	.type	flush, %function
            flush:	stp	x19, x30, [sp, #-16]!
            	mov	x19, x0
            	dc	civac, x19
            	dsb	sy
            	ldp	x19, x30, [sp], #16
            	ret
            """)
            .good("""
            	.globl	in_another
            	.type	in_another, %function
            in_another:
            	mov	x9, x19
            	mov	x19, x0
            	mov	x19, x9
            	ret
            """)
            .good("""
            	.globl	boot
            boot:	mov	x21, x0
            	ret
            """)
            .good("""
            	.type	local, %function
            local:	mov	x19, x0
            	ret
            """)
            .fix("Save and restore the register, or use X9 to X15.", false)
            .limits(
                    "Judges global symbols of type function; boot code and exception code marked otherwise (SYM_CODE) have no such duty. A note where such a register keeps the return address (`mov x19, x30`), as boot code does. A register loaded again is taken to be restored.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        Flow flow = point.flow();
        boolean returns = flow != null && flow.kind() == FlowKind.RETURN && point.call() < 0;
        Symbol symbol =
                returns ? point.program().places().symbol(point.routine().name()) : null;
        if (symbol == null || symbol.type() != FUNCTION || !symbol.global()) {
            return;
        }
        boolean boot = point.before().trail().all().stream()
                .anyMatch(n -> n.event() == Event.OVERWRITTEN && keepsLink(point, n.site()));
        for (Note n : point.before().trail().all()) {
            if (n.event() == Event.OVERWRITTEN) {
                String kept = "x" + n.detail();
                String message = "overwrites " + kept + ", which the caller expects to keep, and "
                        + Words.where(point.program(), point.at().index()) + " returns without it";
                issues.raise(
                        point,
                        new Issues.Issue(
                                this,
                                boot ? Severity.NOTE : Severity.WARNING,
                                n.site(),
                                point.at().index(),
                                Need.OTHER,
                                message,
                                Edit.NONE,
                                "callee-saved"));
            }
        }
    }

    /** A routine that keeps its return address in a register is boot code, called by boot code. */
    private static boolean keepsLink(Point point, int site) {
        Computation c = point.program().at(site).computes();
        return c != null && c.moves() && c.second() == LINK;
    }

    private static final int FUNCTION = 2;
    private static final int LINK = 30;
}
