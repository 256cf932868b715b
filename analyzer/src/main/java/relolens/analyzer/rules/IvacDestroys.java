package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Role;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** C09: DC IVAC on dirty lines. */
final class IvacDestroys implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C09", "ivac-destroys", Severity.ERROR)
            .summary("DC IVAC throws away data that was stored and not written back.")
            .why(
                    "Terminology for cache maintenance: invalidate",
                    "An invalidate drops a dirty line: what was stored through the cache is lost, or not, depending on when the line happened to be written back.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va size=64 align=64
            lose:
            	str	x1, [x0]
            	dc	ivac, x0
            	//^^^^^^^^^
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va size=64 align=64
            push:
            	str	x1, [x0]
            	dc	civac, x0
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa size=64 align=64
            write:                                  // with the MMU off the store is in memory already
            	str	x1, [x0]
            	dmb	sy
            	dc	ivac, x0
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va align=64
            pair:
            	stp	x1, x2, [x0, #16]
            	dc	ivac, x0
            	//^^^^^^^^^
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x4: data va align=64
            through_a_copy:
            	mov	x5, x4
            	str	x1, [x5]
            	dmb	sy
            	dc	ivac, x4
            	//^^^^^^^^^
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            own_variable:                           // an old ST demo OS invalidated where it should have flushed
            	adrp	x1, word
            	add	x1, x1, :lo12:word
            	str	w0, [x1]
            	dc	ivac, x1
            	//^^^^^^^^^
            	dsb	sy
            	ret
            	.data
            	.balign	64
            word:	.word	0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va align=64
            clean_first:
            	str	x1, [x0]
            	dc	cvac, x0
            	dsb	sy
            	dc	ivac, x0
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=64
            after_uncached_store:
            	str	x1, [x0]
            	dmb	sy
            	dc	ivac, x0
            	dsb	sy
            	ret
            """)
            .fix("Use `dc civac`.", false)
            .limits(
                    "Judges memory that this code stored to with the MMU on, through a pointer reckoned from the same thing.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect dc = point.system(SystemKind.DC);
        if (dc == null || !dc.name().equals("ivac") || !point.before().mmu().yes()) {
            return;
        }
        Base base = point.operand(dc).base();
        boolean stack = point.operand(dc).role() == Role.STACK;
        int stored = stack
                ? point.before().trail().last(Event.PUSHED_CACHED)
                : point.before().lines(base).dirtySite();
        if (stored >= 0) {
            int here = point.at().index();
            String message = "invalidates lines that " + Words.where(point.program(), stored)
                    + " may have left dirty: the data is lost";
            issues.raise(point, new Issues.Issue(this, Severity.ERROR, here, here, Need.OTHER, message, ""));
        }
    }
}
