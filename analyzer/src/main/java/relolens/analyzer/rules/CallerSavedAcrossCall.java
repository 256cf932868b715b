package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.FlowKind;

/** X05: a value kept where the callee may put its own. */
final class CallerSavedAcrossCall implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("X05", "caller-saved-across-call", Severity.WARNING)
            .summary("A register that a call need not keep is used after the call as if it had been kept.")
            .why(
                    "Procedure Call Standard for the Arm 64-bit Architecture, General-purpose registers",
                    "X2 to X17 are the callee's to use (X0 and X1 may be results). It works until the callee is compiled differently, or a veneer uses X16 and X17.")
            .bad("""
            	.globl	print_twice
            print_twice:
            	mov	x19, x30
            	mov	x9, #10
            	bl	emit
            	add	x0, x9, #1
            	//^^^^^^^^^^^^
            	ret	x19
            """)
            .bad("""
            	.globl	clean_then_store
            clean_then_store:
            	stp	x29, x30, [sp, #-16]!
            	bl	clean_range
            	str	xzr, [x2]
            	//^^^^^^^^^^^
            	ldp	x29, x30, [sp], #16
            	ret
            """)
            .bad("""
            	.globl	loop_bound
            loop_bound:
            	mov	x20, x30
            	mov	x10, #4
            	blr	x1
            	subs	x10, x10, #1
            	//^^^^^^^^^^^^^^^
            	ret	x20
            """)
            .bad("""
            	.globl	boot_main
            boot_main:                              // the device tree pointer kept in x2 over a C call
            	mov	x21, x30
            	bl	early_console
            	ldr	w0, [x2, #4]
            	//^^^^^^^^^^^^^^
            	ret	x21
            """)
            .good("""
            	.globl	print_twice
            print_twice:
            	mov	x19, x30
            	mov	x20, #10
            	bl	emit
            	add	x0, x20, #1
            	ret	x19
            """)
            .good("""
            	.globl	local_callee
            local_callee:                           // the callee is here and leaves x9 alone
            	mov	x19, x30
            	mov	x9, #10
            	bl	leaf
            	add	x0, x9, #1
            	ret	x19
            leaf:	mov	x0, #1
            	ret
            """)
            .good("""
            	.globl	set_again
            set_again:
            	mov	x19, x30
            	mov	x9, #10
            	bl	emit
            	mov	x9, #11
            	add	x0, x9, #1
            	ret	x19
            """)
            .good("""
            	.globl	uses_result
            uses_result:
            	mov	x19, x30
            	bl	emit
            	add	x0, x0, x1
            	ret	x19
            """)
            .fix("Keep the value in X19 to X28 or on the stack.", false)
            .limits(
                    "A warning in routines with a declared entry, a note elsewhere: boot code may have conventions of its own. Callees inside the unit are looked at and not guessed. Assembly callees of other units with a convention of their own need a note (`allow X05`).");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        Effects e = point.at().effects();
        if (e == null || point.flow() != null && point.flow().kind() == FlowKind.CALL) {
            return;
        }
        for (int r = 2; r <= 17; r++) {
            Value v = point.before().register(r);
            if (e.readsRegister(r)
                    && v.base() instanceof Base.Called c
                    && v.exact()
                    && v.delta() == 0
                    && c.register() == r) {
                String message = "uses x" + r + ", which " + Words.where(point.program(), c.site()) + " need not keep";
                issues.raise(
                        point,
                        new Issues.Issue(
                                this,
                                severity(point),
                                point.at().index(),
                                point.at().index(),
                                Need.OTHER,
                                message,
                                Edit.NONE,
                                "x" + r + " at " + c.site()));
                return;
            }
        }
    }

    /** Boot code calls boot code by conventions of its own: where nobody declared anything it may be one. */
    private static Severity severity(Point point) {
        return point.entry().declared() ? Severity.WARNING : Severity.NOTE;
    }
}
