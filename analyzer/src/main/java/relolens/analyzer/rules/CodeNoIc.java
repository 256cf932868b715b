package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.LineFacts;
import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.program.Routine;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** C02: code written, instruction cache not invalidated. */
final class CodeNoIc implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C02", "code-no-ic", Severity.ERROR)
            .summary("Code is written and run, and the instruction cache was not invalidated.")
            .why(
                    "Synchronization and coherency issues between data and instruction accesses",
                    "The instruction cache may hold what was there before; stores and data cache maintenance do not change that (unless CTR_EL0.DIC says so). With the MMU off too, if SCTLR.I is set.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            patch:
            	str	w1, [x0]
            	//^^^^^^^^^^
            	dc	cvau, x0
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
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            write:                                  // a return: the caller may invalidate
            	str	w1, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            isb_is_not_enough:
            	str	w1, [x0]
            	//^^^^^^^^^^
            	dc	cvac, x0
            	dsb	sy
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            vectors_page:
            	stp	x1, x2, [x0]
            	//^^^^^^^^^^^^^^
            	dc	civac, x0
            	dsb	sy
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            //@ x9: code va
            loaded_extension:                       // loadable modules that ran on one core and crashed on the next
            	str	w1, [x0]
            	//^^^^^^^^^^
            	dc	cvau, x0
            	dsb	ish
            	isb
            	br	x9
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va size=4K align=4K
            all_lines:
            	str	w1, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	iallu
            	dsb	nsh
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va size=4K align=4K
            //@ x9: code va
            data_only:
            	str	w1, [x0]
            	br	x9
            """)
            .fix(
                    "Put `ic ivau` for each line, or `ic iallu`, then `dsb ish` and `isb` after the DC and its DSB.",
                    false)
            .limits(
                    "A store is a store of code only if a role says so. Judged at branches to addresses in registers; at returns only where a test of SCTLR.C decides about the IC in a routine that knows of SCTLR.I. Any IC counts for all code written before.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        leftToDataCache(point, issues);
        returned(point, issues);
        Base fetched = point.fetched();
        if (fetched == null && !point.jumps()) {
            return;
        }
        Flow flow = point.flow();
        int here = point.at().index();
        // A call elsewhere may come back to do what is missing.
        boolean leaves = flow != null && flow.kind() == FlowKind.INDIRECT && point.jumps();
        boolean own = point.before().lines(fetched).codeStored();
        int site = leaves || own ? point.before().uninvalidatedSite() : -1;
        if (site >= 0) {
            String message = "code written here is run from " + Words.where(point.program(), here)
                    + " on, and no IC invalidates the instruction cache between";
            issues.raise(point, new Issues.Issue(this, Severity.ERROR, site, here, Need.OTHER, message, ""));
            return;
        }
        // Nobody said it was code, but it is stored to and then run.
        LineFacts facts = point.before().lines(fetched);
        if (facts.staleSite() >= 0 && facts.fetchSite() < 0) {
            String message = "code written here is run from " + Words.where(point.program(), here)
                    + " on, and no IC comes between once the store has reached what fetches look at"
                    + Words.leftOut(facts.extents().stale(), fetched);
            issues.raise(
                    point, new Issues.Issue(this, Severity.ERROR, facts.staleSite(), here, Need.OTHER, message, ""));
        }
    }

    /** A routine that invalidates where the data cache is on, and asks elsewhere whether the instruction cache is. */
    private void leftToDataCache(Point point, Issues issues) {
        boolean leaves = point.returns() || point.jumps();
        int test = leaves ? point.before().trail().last(Event.IC_LEFT_TO_DATA_CACHE) : -1;
        Routine routine = test < 0 ? null : point.program().routineOf(test);
        if (routine == null || !skips(point, routine, test)) {
            return;
        }
        String message =
                "skips the IC where SCTLR.C is clear, and SCTLR.I may be set: instructions are then fetched through the cache, which may hold older bytes of the code written here";
        int here = point.at().index();
        issues.raise(point, new Issues.Issue(this, Severity.ERROR, test, here, Need.OTHER, message, ""));
    }

    /** Whether a way that avoids the branch invalidates, and SCTLR.I is something the routine does not know. */
    private static boolean skips(Point point, Routine routine, int test) {
        boolean invalidates = false;
        boolean asks = point.entry().icache().yes();
        for (int i = routine.first(); i < routine.end(); i++) {
            Effects e = point.program().at(i).effects();
            SystemEffect s = e == null ? null : e.system();
            Flow f = e == null ? null : e.flow();
            invalidates |= i > test && s != null && s.kind() == SystemKind.IC;
            asks |= f != null && f.bit() == Sctlr.I;
        }
        return invalidates && asks;
    }

    /** A routine that did both, in the wrong order, returns with the instruction cache as it was. */
    private void returned(Point point, Issues issues) {
        if (!point.returns()
                || point.before().codeWrittenSite() < 0
                || point.before().uninvalidatedSite() >= 0) {
            return;
        }
        for (LineFacts facts : point.before().lines().values()) {
            if (facts.codeStored() && facts.staleSite() >= 0 && facts.fetchSite() < 0) {
                String message =
                        "code written here is cleaned only after the IC: what that left out stays in the instruction cache";
                issues.raise(point, from(Severity.WARNING, facts.staleSite(), point, message, Issues.Edit.NONE));
            }
        }
    }
}
