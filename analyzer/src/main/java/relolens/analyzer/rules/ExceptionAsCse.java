package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;

/** B03: an exception relied on to synchronise where it may not. */
final class ExceptionAsCse implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("B03", "exception-as-cse", Severity.WARNING)
            .summary(
                    "An exception call or return is relied on as the context synchronisation event, and SCTLR says that it is none.")
            .why(
                    "FEAT_ExS, Context synchronizing exception entries and exits; SCTLR_EL1",
                    "With FEAT_ExS, SCTLR_ELx.EIS = 0 and EOS = 0 make exception entry and return to that level no context synchronisation events. A constant that leaves bits 22 and 11 zero selects that.")
            .bad("""
            //@ entry el=1 mmu=on
            no_exit_sync:
            	movz	x0, #0x30d0, lsl #16
            	movk	x0, #0x0185
            	msr	sctlr_el1, x0
            	isb
            	msr	ttbr0_el1, x1
            	//^^^^^^^^^^^^^^^
            	eret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            cpacr_then_return:
            	movz	x0, #0x3090, lsl #16
            	movk	x0, #0x0185
            	msr	sctlr_el1, x0
            	isb
            	msr	cpacr_el1, x1
            	//^^^^^^^^^^^^^^^
            	eret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            guest_entry:
            	movz	x0, #0x3085, lsl #16
            	movk	x0, #0x0035
            	msr	sctlr_el2, x0
            	isb
            	msr	hcr_el2, x1
            	//^^^^^^^^^^^^^
            	eret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            old_reset_value:                        // the v8.0 habit of writing bits 22 and 11 was right, then somebody tidied up
            	movz	x0, #0x3090, lsl #16
            	movk	x0, #0x1185
            	msr	sctlr_el1, x0
            	isb
            	msr	tcr_el1, x1
            	//^^^^^^^^^^^^^
            	eret
            """)
            .good("""
            //@ entry el=1 mmu=on
            isb_first:
            	movz	x0, #0x30d0, lsl #16
            	movk	x0, #0x0185
            	msr	sctlr_el1, x0
            	isb
            	msr	ttbr0_el1, x1
            	isb
            	eret
            """)
            .good("""
            //@ entry el=1 mmu=on
            synchronises:
            	movz	x0, #0x30d0, lsl #16
            	movk	x0, #0x0985
            	msr	sctlr_el1, x0
            	isb
            	msr	ttbr0_el1, x1
            	eret
            """)
            .good("""
            //@ entry el=1 mmu=on
            nobody_cleared_it:
            	msr	ttbr0_el1, x1
            	eret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            guest_value:                            // the guest's exits, not these
            	movz	x0, #0x3090, lsl #16
            	msr	sctlr_el1, x0
            	msr	ttbr0_el1, x1
            	isb
            	eret
            """)
            .fix("Put an `isb` before the exception call or return, or set EIS and EOS.", true)
            .limits("Only where the constant was written on this path.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final int EOS = 11;

    @Override
    public void check(Point point, Issues issues) {
        Flow flow = point.flow();
        boolean leaves = flow != null && flow.kind() == FlowKind.EXCEPTION_RETURN;
        if (!leaves || !point.before().sctlr(EOS).no()) {
            return;
        }
        for (Pending p : point.before().pending()) {
            if (p.kind() == Kind.SYSTEM_REGISTER) {
                String message = "SCTLR.EOS is clear, so "
                        + Words.where(point.program(), point.at().index())
                        + " does not synchronise this write of " + p.name() + " on a core with FEAT_ExS";
                issues.raise(point, unsynchronised(Severity.WARNING, p.site(), point, message));
            }
        }
    }
}
