package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.Pending.Stage;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** C07: DC without DSB before caches go off or control leaves. */
final class DcNoDsb implements Rule {
    private static final int WFI = 3;
    private static final int SEV = 4;

    private static final RuleInfo INFO = RuleInfo.of("C07", "dc-no-dsb", Severity.ERROR)
            .summary("Data cache maintenance is not completed by a DSB before caches go off or control is handed over.")
            .why(
                    "Ordering and completion of data and instruction cache instructions",
                    "A DC by address is complete only after a DSB. Without it dirty lines may be written back after the MMU is off or after another observer has read memory.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va size=64 align=64
            //@ x1: code pa
            hand_over:
            	dc	civac, x0
            	//^^^^^^^^^^
            	mrs	x2, sctlr_el1
            	bic	x2, x2, #1
            	msr	sctlr_el1, x2
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va size=64 align=64
            //@ x1: code pa
            hand_over:
            	dc	civac, x0
            	dsb	sy
            	mrs	x2, sctlr_el1
            	bic	x2, x2, #1
            	msr	sctlr_el1, x2
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data va size=64 align=64
            clean:                                  // a call inside the unit: the caller completes
            	dc	cvac, x0
            	ret
            caller:
            	stp	x29, x30, [sp, #-16]!
            	bl	clean
            	dsb	sy
            	ldp	x29, x30, [sp], #16
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va align=64
            caches_off:
            	dc	cvac, x0
            	//^^^^^^^^^
            	mrs	x2, sctlr_el1
            	bic	x2, x2, #4
            	msr	sctlr_el1, x2
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x3: data va align=64
            start_secondary:
            	dc	cvac, x3
            	//^^^^^^^^^
            	movz	x0, #0xc400, lsl #16
            	movk	x0, #3
            	smc	#0
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x0: data va align=64
            //@ x1: code pa
            isb_for_dsb:                            // a reboot path that cleaned its argument page and relied on an ISB
            	dc	civac, x0
            	//^^^^^^^^^^
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va align=64
            caches_off:
            	dc	cvac, x0
            	dsb	sy
            	mrs	x2, sctlr_el1
            	bic	x2, x2, #4
            	msr	sctlr_el1, x2
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va align=64
            //@ x1: data va
            message:                                // a DMB orders the DC before the flag another observer waits for
            	dc	cvac, x0
            	dmb	ish
            	str	x2, [x1]
            	ret
            """)
            .fix("Put a `dsb sy` after the last DC.", true)
            .limits("A return to an unknown caller is not judged.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        boolean hands = point.jumps()
                || point.system(SystemKind.HVC, SystemKind.SMC) != null
                || turnsOff(point)
                || turnsOn(point)
                || sleepsOrWakes(point)
                || tellsDevice(point);
        if (!hands) {
            return;
        }
        int last = -1;
        for (Pending p : point.before().pending()) {
            boolean invalidates = p.name().equals("ivac") && sleepsOrWakes(point);
            if (p.kind() == Kind.DATA_CACHE && p.stage() == Stage.ISSUED && !invalidates) {
                last = p.site();
            }
        }
        if (last >= 0) {
            int here = point.at().index();
            String message = "no DSB between this DC and " + Words.where(point.program(), here)
                    + ": lines may still be dirty there";
            issues.raise(
                    point, new Issues.Issue(this, Severity.ERROR, last, here, Need.DATA_BARRIER, message, "dsb\tsy"));
        }
    }

    /** Walks and accesses may go to the lines at once. */
    private static boolean turnsOn(Point point) {
        SystemEffect write = point.system(SystemKind.WRITE_REGISTER);
        return write != null && point.before().mmu().no() && MmuOnNoTlbi.turnsOn(point, write);
    }

    /** WFI, after which power may go, and SEV, which wakes whoever waits for the lines. */
    private static boolean sleepsOrWakes(Point point) {
        SystemEffect hint = point.system(SystemKind.HINT);
        return hint != null && (hint.immediate() == WFI || hint.immediate() == SEV);
    }

    /** A store to a device, which may look at memory at once; a DMB would order the DC before it. */
    private static boolean tellsDevice(Point point) {
        MemoryAccess access = point.access();
        return access != null
                && access.stores()
                && point.address(access).role() == Role.DEVICE
                && !point.before().trail().has(Event.WEAK_BARRIER);
    }

    private static boolean turnsOff(Point point) {
        SystemEffect write = point.system(SystemKind.WRITE_REGISTER);
        if (write == null || !point.before().controls(write.name()).yes()) {
            return false;
        }
        Value value = point.operand(write);
        return value.bits().bit(Sctlr.M).no() || value.bits().bit(Sctlr.C).no();
    }
}
