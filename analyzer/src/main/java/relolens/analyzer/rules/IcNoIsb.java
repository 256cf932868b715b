package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.Pending.Stage;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;

/** C04: IC and DSB without ISB. */
final class IcNoIsb implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C04", "ic-no-isb", Severity.ERROR)
            .summary("New code is run after IC and DSB with no context synchronisation event.")
            .why(
                    "Synchronization and coherency issues between data and instruction accesses",
                    "The processing element may already have fetched the old instructions: only an ISB (or exception entry or return) makes it fetch again.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: code va size=4K align=4K
            patch:
            	str	w1, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ivau, x0
            	//^^^^^^^^^
            	dsb	ish
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
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            all_lines:
            	str	w1, [x0]
            	dc	cvac, x0
            	dsb	sy
            	ic	iallu
            	//^^^^^^
            	dsb	sy
            	br	x0
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x0: code va align=64
            call_it:
            	str	w1, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ivau, x0
            	//^^^^^^^^^
            	dsb	ish
            	blr	x0
            	b	.
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            //@ x9: code va
            jump_into_copy:                         // every maintenance step there, the pipeline forgotten: seen to fail on four cores
            	stp	x1, x2, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ialluis
            	//^^^^^^^^
            	dsb	ish
            	nop
            	br	x9
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            all_lines:
            	str	w1, [x0]
            	dc	cvac, x0
            	dsb	sy
            	ic	iallu
            	dsb	sy
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x0: code va align=64
            exception_return:                       // ERET synchronises
            	str	w1, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ialluis
            	dsb	ish
            	msr	elr_el2, x0
            	eret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            helper:                                 // its caller synchronises
            	ic	ivau, x0
            	dsb	ish
            	ret
            """)
            .fix("Put an `isb` after the `dsb`.", false)
            .limits("At a return to an unknown caller only if code was written on the path.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        boolean written = point.before().codeWrittenSite() >= 0;
        // Who tells others that the code is there has written it for them.
        boolean own = written && !point.before().trail().has(Event.CODE_ANNOUNCED);
        if (!point.jumps() && point.fetched() == null && !(point.returns() && own)) {
            return;
        }
        int last = -1;
        for (Pending p : point.before().pending()) {
            if (p.kind() == Kind.INSTRUCTION_CACHE && p.stage() == Stage.COMPLETED) {
                last = p.site();
            }
        }
        if (last < 0) {
            return;
        }
        int here = point.at().index();
        String message = "no ISB after this IC and its DSB before " + Words.where(point.program(), here)
                + ": instructions fetched before may run";
        Severity severity = written ? Severity.ERROR : Severity.WARNING;
        issues.raise(point, new Issues.Issue(this, severity, last, here, Need.CONTEXT_SYNCHRONISATION, message, ""));
    }
}
