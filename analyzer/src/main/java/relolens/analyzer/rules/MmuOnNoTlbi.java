package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.dataflow.TlbState;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** M01: MMU turned on with a TLB nobody invalidated. */
final class MmuOnNoTlbi implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("M01", "mmu-on-no-tlbi", Severity.ERROR)
            .summary("The MMU is turned on with what an earlier owner left in the TLB.")
            .why(
                    "TLB maintenance requirements",
                    "TLB contents are UNKNOWN at reset, and software before may have left entries. Turning the MMU on makes them valid for this regime: accesses may go anywhere. The TLBI must come after the MMU went off, since entries can be loaded as long as it is on.")
            .bad("""
            //@ entry el=1 mmu=off
            enable:
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            enable:
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=off
            enable:                                 // the ISB after the write of SCTLR serves both
            	tlbi	alle2
            	dsb	nsh
            	mrs	x0, sctlr_el2
            	orr	x0, x0, #1
            	msr	sctlr_el2, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            off_and_on:                             // the same tables: what the TLB holds is right
            	mrs	x9, sctlr_el1
            	and	x10, x9, #~1
            	msr	sctlr_el1, x10
            	isb
            	msr	sctlr_el1, x9
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            hyp_enable:
            	isb
            	mrs	x0, sctlr_el2
            	orr	x0, x0, #4
            	orr	x0, x0, #1
            	msr	sctlr_el2, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=3 mmu=off
            el3_enable:
            	dsb	sy
            	isb
            	mrs	x0, sctlr_el3
            	orr	x0, x0, #1
            	msr	sctlr_el3, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            other_tables_after_boot_loader:         // a bare-metal library started by U-Boot, whose entries were still there
            	msr	ttbr0_el1, x1
            	msr	tcr_el1, x2
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	ret
            """)
            .good("""
            //@ entry el=3 mmu=off
            el3_enable:
            	tlbi	alle3
            	dsb	sy
            	isb
            	mrs	x0, sctlr_el3
            	orr	x0, x0, #1
            	msr	sctlr_el3, x0
            	isb
            	ret
            """)
            .fix("Put `tlbi vmalle1` (EL2: `alle2`, EL3: `alle3`), `dsb nsh`, `isb` before the write.", false)
            .limits(
                    "Says nothing where the MMU's state on entry is neither declared nor proven, or after a call out of the unit.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect write = point.system(SystemKind.WRITE_REGISTER);
        if (write == null || !turnsOn(point, write) || !point.before().mmu().no()) {
            return;
        }
        TlbState tlb = point.before().tlb();
        boolean mistaken = point.before().trail().has(Event.LOWER_TLBI);
        if (mistaken || tlb != TlbState.STALE && tlb != TlbState.OWN_CHANGED) {
            return;
        }
        boolean entered = tlb == TlbState.STALE;
        String message = entered
                ? "turns the MMU on, but nothing on the way from entry invalidated the TLB: entries of an earlier owner become valid"
                : "turns the MMU on again with other tables than before and no TLBI since it went off: entries of the old ones become valid";
        int here = point.at().index();
        issues.raise(
                point,
                new Issues.Issue(
                        this, entered ? Severity.ERROR : Severity.WARNING, here, here, Need.OTHER, message, ""));
    }

    /** {@return whether the write provably sets M of the regime in force, which is not known to be set} */
    static boolean turnsOn(Point point, SystemEffect write) {
        if (!point.before().controls(write.name()).yes() || point.before().mmu().yes()) {
            return false;
        }
        Value value = point.operand(write);
        return value.bits().bit(Sctlr.M).yes();
    }
}
