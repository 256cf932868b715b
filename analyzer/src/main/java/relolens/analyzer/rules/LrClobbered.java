package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;

/** X02: a return to the instruction behind one's own call. */
final class LrClobbered implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("X02", "lr-clobbered", Severity.ERROR)
            .summary("A routine returns through X30 after a call that overwrote it.")
            .why(
                    "Procedure Call Standard for the Arm 64-bit Architecture, General-purpose registers; BL",
                    "BL puts its own return address into X30. Without saving and restoring it the RET goes back behind the call and runs the rest of the routine again, for ever.")
            .bad("""
            no_frame:
            	bl	helper
            	ret
            	//^
            """)
            .bad("""
            after_local_call:
            	bl	local
            	mov	x0, #0
            	ret
            	//^
            local:	mov	x1, #1
            	ret
            """)
            .bad("""
            restored_the_wrong_one:
            	mov	x19, x30
            	bl	helper
            	mov	x30, x20
            	bl	helper
            	ret
            	//^
            """)
            .bad("""
            cache_wrapper:                          // a cache routine that gained a call and kept its bare RET
            	mov	x9, x0
            	bl	dcache_level
            	dsb	sy
            	isb
            	ret
            	//^
            """)
            .good("""
            in_a_register:
            	mov	x19, x30
            	bl	helper
            	mov	x30, x19
            	ret
            """)
            .good("""
            through_another:
            	mov	x28, x30
            	bl	helper
            	ret	x28
            """)
            .good("""
            framed:
            	stp	x29, x30, [sp, #-16]!
            	bl	helper
            	ldp	x29, x30, [sp], #16
            	ret
            """)
            .good("""
            last_call_is_a_branch:
            	mov	x1, #1
            	b	helper
            """)
            .fix(
                    "Save X30 before the call (on the stack, or in a register the callee keeps) and restore it, or make the last call a branch.",
                    false)
            .limits("Follows X30 through registers; once saved to memory and loaded again it is taken to be right.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        Flow flow = point.flow();
        boolean returns = flow != null
                && (flow.kind() == FlowKind.RETURN || flow.kind() == FlowKind.INDIRECT && flow.register() == 30);
        if (!returns || flow == null || flow.register() < 0 || point.start() == null) {
            return;
        }
        Value link = point.before().register(flow.register());
        boolean within =
                point.call() >= 0 || point.routine().contains(point.at().index());
        boolean own = within
                && link.base() instanceof Base.Link
                && link.exact()
                && !link.base().equals(point.start().register(30).base());
        if (own) {
            issues.raise(
                    point,
                    here(
                            Severity.ERROR,
                            point,
                            "returns to behind this routine's own call: nothing saved X30 before it"));
        }
    }
}
