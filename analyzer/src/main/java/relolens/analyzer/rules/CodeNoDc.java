package relolens.analyzer.rules;

import java.util.Map;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.LineFacts;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;

/** C01: code written, never cleaned, run. */
final class CodeNoDc implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C01", "code-no-dc", Severity.ERROR)
            .summary("Code is written and run, and its lines were never cleaned from the data cache.")
            .why(
                    "Synchronization and coherency issues between data and instruction accesses",
                    "Instruction fetches do not look into the data cache: they may see the old bytes unless a DC to the point of unification (or further) and a DSB stand between.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            patch:
            	str	w1, [x0]
            	//^^^^^^^^^^
            	dsb	ish
            	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
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
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            loop_fill:
            	add	x2, x0, #64
            	mov	x5, x0
            1:	str	w1, [x5], #4
            	//^^^^^^^^^^^^^^
            	cmp	x5, x2
            	b.lo	1b
            	dsb	ish
            	ic	iallu
            	dsb	nsh
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            hyp_stub:
            	stp	w1, w2, [x0]
            	//^^^^^^^^^^^^^^
            	dsb	sy
            	ic	iallu
            	dsb	sy
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            first_loader:                           // a boot loader on a core without IDC jumped into lines still in the data cache
            	str	w1, [x0]
            	//^^^^^^^^^^
            	str	w2, [x0, #4]
            	dsb	sy
            	ic	ialluis
            	dsb	ish
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            to_coherency:                           // further than needed is right
            	str	w1, [x0]
            	dc	cvac, x0
            	dsb	sy
            	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ cpu idc=1
            //@ x0: code va size=4K align=4K
            coherent_core:
            	str	w1, [x0]
            	dsb	ishst
            	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va size=4K align=4K
            //@ x1: code va
            data_only:
            	str	x2, [x0]
            	br	x1
            """)
            .fix("Clean every line written: `dc cvau` (caches stay on) or `dc civac`, then `dsb ish`.", false)
            .limits(
                    "Judges only a branch through the pointer that was stored through, with the MMU on; where it is not proven how far stores go, a clean of any line of the memory counts for all.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        returned(point, issues);
        Base base = point.before().mmu().yes() ? point.fetched() : null;
        if (base == null) {
            return;
        }
        Flow flow = point.flow();
        LineFacts facts = point.before().lines(base);
        Role role = point.jumps() && flow != null
                ? point.before().register(flow.register()).role()
                : Role.CODE;
        boolean code = role == null || role == Role.CODE;
        if (code && facts.fetchSite() >= 0) {
            int here = point.at().index();
            String message = "this store writes code that " + Words.where(point.program(), here)
                    + " runs, and no DC cleans its line on the way"
                    + Words.leftOut(facts.extents().fetch(), base);
            issues.raise(
                    point, new Issues.Issue(this, Severity.ERROR, facts.fetchSite(), here, Need.OTHER, message, ""));
        }
    }

    /** A routine that invalidates what it wrote takes the rest on itself too. */
    private void returned(Point point, Issues issues) {
        if (!point.returns()
                || !point.before().mmu().yes()
                || point.before().codeWrittenSite() < 0
                || point.before().uninvalidatedSite() >= 0) {
            return;
        }
        for (Map.Entry<Base, LineFacts> e : point.before().lines().entrySet()) {
            LineFacts facts = e.getValue();
            if (facts.codeStored() && facts.fetchSite() >= 0) {
                String message =
                        "this store writes code, and an IC follows that finds old bytes below the data cache: no DC cleans its line on the way"
                                + Words.leftOut(facts.extents().fetch(), e.getKey());
                issues.raise(
                        point,
                        new Issues.Issue(
                                this,
                                Severity.WARNING,
                                facts.fetchSite(),
                                point.at().index(),
                                Need.OTHER,
                                message,
                                ""));
            }
        }
    }
}
