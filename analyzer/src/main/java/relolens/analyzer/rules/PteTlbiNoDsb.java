package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.Pending.Stage;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemKind;

/** T01: table store, TLBI, no DSB between. */
final class PteTlbiNoDsb implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("T01", "pte-tlbi-no-dsb", Severity.ERROR)
            .summary("A translation table is written and the TLB invalidated with no DSB between.")
            .why(
                    "TLB maintenance requirements; Ordering and completion of TLB maintenance instructions",
                    "The TLBI may be carried out before the store is visible to walks: the old entry can be loaded again right after it.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            unmap:
            	str	xzr, [x0]
            	//^^^^^^^^^^^
            	tlbi	vmalle1is
            	dsb	ish
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            unmap:
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vmalle1is
            	dsb	ish
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            all:
            	str	xzr, [x0, #8]
            	//^^^^^^^^^^^^^^^
            	tlbi	vmalle1is
            	dsb	ish
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            dmb_only:
            	str	xzr, [x0]
            	//^^^^^^^^^^^
            	dmb	ishst
            	tlbi	vmalle1is
            	dsb	ish
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            //@ x0: pagetable va
            isb_only:                               // an ISB does not make a store visible to the walker
            	str	xzr, [x0]
            	//^^^^^^^^^^^
            	isb
            	tlbi	alle2is
            	dsb	ish
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            stores_only:                            // ST is enough before the TLBI
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vmalle1is
            	dsb	ish
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            local:
            	str	xzr, [x0]
            	dsb	nshst
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            no_store:
            	tlbi	vmalle1is
            	dsb	ish
            	isb
            	ret
            """)
            .fix("Put a `dsb ishst` after the store.", true)
            .limits("A store is a table store if a role says so, or if the same memory went into a TTBR on the path.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        if (point.system(SystemKind.TLBI) == null) {
            return;
        }
        int last = -1;
        for (Pending p : point.before().pending()) {
            if (p.kind() == Kind.TABLE_STORE && p.stage() == Stage.ISSUED) {
                last = p.site();
            }
        }
        if (last >= 0) {
            int here = point.at().index();
            String message = "no DSB between this store to a translation table and "
                    + Words.where(point.program(), here) + ": the old entry may be loaded again after it";
            issues.raise(
                    point,
                    new Issues.Issue(this, Severity.ERROR, last, here, Need.DATA_BARRIER, message, "dsb\tishst"));
        }
    }
}
