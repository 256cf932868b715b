package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.Pending.Stage;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.SystemKind;

/** C03: IC without DSB. */
final class IcNoDsb implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C03", "ic-no-dsb", Severity.ERROR)
            .summary(
                    "Instruction cache maintenance is not completed by a DSB before the ISB or branch that relies on it.")
            .why(
                    "Synchronization and coherency issues between data and instruction accesses",
                    "An ISB does not wait for an IC to finish. After `ic iallu; isb` stale instructions may still be fetched.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: code va size=4K align=4K
            patch:
            	str	w1, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ivau, x0
            	//^^^^^^^^^
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: code va size=4K align=4K
            patch:
            	str	w1, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: code va size=4K align=4K
            patch:                                  // all lines first, then one DSB
            	str	w1, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ivau, x0
            	add	x2, x0, #64
            	ic	ivau, x2
            	dsb	ish
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            branch_at_once:
            	str	w1, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	iallu
            	//^^^^^^
            	br	x0
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x0: code va align=64
            return_to_patched:
            	str	w1, [x0]
            	dc	cvac, x0
            	dsb	sy
            	ic	ialluis
            	//^^^^^^^^
            	msr	elr_el2, x0
            	eret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            switched_tables:                        // Xen's table switch and OP-TEE's MMU enable: `ic iallu; isb` (nothing written here: a note)
            	ic	iallu
            	//^^^^^^
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            local:
            	ic	iallu
            	dsb	nsh
            	isb
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x0: code va align=64
            return_to_patched:
            	str	w1, [x0]
            	dc	cvac, x0
            	dsb	sy
            	ic	ialluis
            	dsb	ish
            	msr	elr_el2, x0
            	eret
            """)
            .fix("Put a `dsb` (`ish` for IVAU and IALLUIS, `nsh` is enough for IALLU) after the last IC.", true)
            .limits("An error only if code was written on the path, a note otherwise.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        Flow flow = point.flow();
        boolean leaves = point.fetchesElsewhere() || flow != null && flow.kind() == FlowKind.EXCEPTION_RETURN;
        if (!leaves && point.system(SystemKind.ISB) == null) {
            return;
        }
        int last = -1;
        String name = "";
        for (Pending p : point.before().pending()) {
            if (p.kind() == Kind.INSTRUCTION_CACHE && p.stage() == Stage.ISSUED) {
                last = p.site();
                name = p.name();
            }
        }
        if (last < 0) {
            return;
        }
        boolean written = point.before().codeWrittenSite() >= 0;
        int here = point.at().index();
        String message = "no DSB between this IC and " + Words.where(point.program(), here)
                + ": the invalidation may not have finished";
        String barrier = name.equals("iallu") ? "dsb\tnsh" : "dsb\tish";
        barrier += point.fetchesElsewhere() ? "\n\tisb" : "";
        Severity severity = written ? Severity.ERROR : Severity.NOTE;
        issues.raise(point, new Issues.Issue(this, severity, last, here, Need.DATA_BARRIER, message, barrier));
    }
}
