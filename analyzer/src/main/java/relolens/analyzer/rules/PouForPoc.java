package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Note;
import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** C08: cleaned to the point of unification for a reader who looks at memory. */
final class PouForPoc implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C08", "pou-for-poc", Severity.ERROR)
            .summary(
                    "What was stored is cleaned to the point of unification only, and its reader has the MMU or caches off.")
            .why(
                    "Point of coherency and point of unification; Data cache maintenance instructions",
                    "`dc cvau` pushes a line as far as this processing element's instruction fetch looks. With the MMU off, fetches and loads may look further down, at memory, and so does another processing element before it has its caches on, or a device: the line may never have got there.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            //@ x1: code pa
            run_with_mmu_off:
            	str	w2, [x0]
            	dc	cvau, x0
            	//^^^^^^^^^
            	dsb	ish
            	ic	ivau, x0
            	dsb	ish
            	mrs	x3, sctlr_el1
            	bic	x3, x3, #1
            	msr	sctlr_el1, x3
            	isb
            	br	x1
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x4: data va align=64
            //@ x5: code pa
            parameters:
            	str	x2, [x4]
            	dc	cvau, x4
            	//^^^^^^^^^
            	dsb	sy
            	mrs	x3, sctlr_el1
            	bic	x3, x3, #4
            	bic	x3, x3, #1
            	msr	sctlr_el1, x3
            	isb
            	br	x5
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x4: data va align=64
            spin_table:                             // the secondary wakes with its caches off
            	str	x5, [x4]
            	dc	cvau, x4
            	//^^^^^^^^^
            	dsb	sy
            	movz	x0, #0xc400, lsl #16
            	movk	x0, #3
            	smc	#0
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x0: code va align=64
            //@ x1: code pa
            hyp_restart:
            	stp	x2, x3, [x0]
            	stp	x2, x3, [x0, #16]
            	dc	cvau, x0
            	//^^^^^^^^^
            	dsb	ish
            	ic	iallu
            	dsb	nsh
            	mrs	x4, sctlr_el2
            	bic	x4, x4, #1
            	msr	sctlr_el2, x4
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            //@ x1: code pa
            run_with_mmu_off:
            	str	w2, [x0]
            	dc	cvac, x0
            	dsb	sy
            	ic	ivau, x0
            	dsb	ish
            	mrs	x3, sctlr_el1
            	bic	x3, x3, #1
            	msr	sctlr_el1, x3
            	isb
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            own_fetch:                              // this processing element's own fetch, caches on
            	str	w2, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x4: data va align=64
            both_points:
            	str	x5, [x4]
            	dc	cvau, x4
            	dc	cvac, x4
            	dsb	sy
            	movz	x0, #0xc400, lsl #16
            	movk	x0, #3
            	smc	#0
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x4: data va align=64
            //@ x5: code pa
            nothing_stored:
            	dc	cvau, x4
            	dsb	ish
            	mrs	x3, sctlr_el1
            	bic	x3, x3, #1
            	msr	sctlr_el1, x3
            	isb
            	br	x5
            """)
            .fix("`dc cvac` (or `dc civac`) and `dsb sy`.", false)
            .limits(
                    "The reader is this processing element after it turned the MMU off, or one started with PSCI's CPU_ON.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect w = point.system(SystemKind.WRITE_REGISTER);
        boolean off = w != null
                && point.before().controls(w.name()).yes()
                && point.before().mmu().yes()
                && point.operand(w).bits().bit(Sctlr.M).no();
        boolean starts = point.system(SystemKind.SMC, SystemKind.HVC) != null && BarrierDomain.startsAnother(point);
        if (!off && !starts) {
            return;
        }
        for (Note n : point.before().trail().all()) {
            if (n.event() == Event.CLEANED_TO_UNIFICATION) {
                String message = "cleans to the point of unification; after "
                        + Words.where(point.program(), point.at().index())
                        + " the reader looks at the point of coherency";
                issues.raise(
                        point, from(Severity.ERROR, n.site(), point, message, Edit.instead(coherent(point, n.site()))));
            }
        }
    }

    private static String coherent(Point point, int site) {
        return Words.text(point.program().at(site)).replace("cvau", "cvac").replace("dc ", "dc\t");
    }
}
