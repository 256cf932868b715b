package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.Pending.Stage;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** T02: TLBI without DSB. */
final class TlbiNoDsb implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("T02", "tlbi-no-dsb", Severity.ERROR)
            .summary("A TLB invalidation is not completed by a DSB before something relies on it.")
            .why(
                    "TLB maintenance requirements; Ordering and completion of TLB maintenance instructions",
                    "A TLBI is complete only after a DSB (full: not LD or ST). Before it old entries may still be used.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            //@ x2: data va
            remap:
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vaae1is, x1
            	//^^^^^^^^^^^^^^
            	str	x3, [x0]
            	dsb	ish
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            enable:
            	tlbi	vmalle1
            	//^^^^^^^^^^
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            remap:
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vaae1is, x1
            	dsb	ish
            	str	x3, [x0]
            	dsb	ishst
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            hyp_enable:
            	tlbi	alle2
            	//^^^^^^^^
            	isb
            	mrs	x0, sctlr_el2
            	orr	x0, x0, #1
            	msr	sctlr_el2, x0
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x1: emptytable pa align=4K
            next_table:                             // the table is replaced while the invalidation is still under way
            	tlbi	vmalle1
            	//^^^^^^^^^^
            	msr	ttbr0_el1, x1
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
            //@ entry el=1 mmu=on
            several_then_one_dsb:
            	tlbi	vaae1is, x0
            	tlbi	vaae1is, x1
            	dsb	ish
            	isb
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            before_guest:
            	tlbi	vmalls12e1is
            	dsb	ish
            	eret
            """)
            .fix("Put a `dsb ish` (`nsh` for a local TLBI) after the last TLBI.", true)
            .limits("A plain access between TLBI and DSB is not taken to rely on the invalidation.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        if (!relies(point)) {
            return;
        }
        Pending last = null;
        for (Pending p : point.before().pending()) {
            if (p.kind() == Kind.TLB && p.stage() == Stage.ISSUED) {
                last = p;
            }
        }
        if (last != null) {
            int here = point.at().index();
            String message = "no DSB between this TLBI and " + Words.where(point.program(), here)
                    + ": the invalidation may not have finished";
            String barrier = last.broadcast() ? "dsb\tish" : "dsb\tnsh";
            issues.raise(
                    point,
                    new Issues.Issue(this, severity(point), last.site(), here, Need.DATA_BARRIER, message, barrier));
        }
    }

    /** At an ERET with the MMU in an unknown state nothing may depend on it yet. */
    private static Severity severity(Point point) {
        Flow flow = point.flow();
        boolean leaves = flow != null && flow.kind() == FlowKind.EXCEPTION_RETURN;
        return leaves && !point.before().mmu().yes() ? Severity.WARNING : Severity.ERROR;
    }

    private static boolean relies(Point point) {
        Flow flow = point.flow();
        if (point.fetchesElsewhere() || flow != null && flow.kind() == FlowKind.EXCEPTION_RETURN) {
            return true;
        }
        SystemEffect write = point.system(SystemKind.WRITE_REGISTER);
        if (write != null) {
            return write.name().contains("ttbr") && point.before().mmu().yes() || MmuOnNoTlbi.turnsOn(point, write);
        }
        MemoryAccess access = point.access();
        if (access == null || !access.stores()) {
            return false;
        }
        Value address = point.address(access);
        return address.role() == Role.PAGE_TABLE;
    }
}
