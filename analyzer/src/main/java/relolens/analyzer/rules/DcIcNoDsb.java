package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.Pending.Stage;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemKind;

/** C05: DC, then IC, no DSB between. */
final class DcIcNoDsb implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C05", "dc-ic-no-dsb", Severity.ERROR)
            .summary("Instruction cache lines are invalidated before the data cache clean is complete.")
            .why(
                    "Synchronization and coherency issues between data and instruction accesses",
                    "Without a DSB between them the IC may be carried out first, and the instruction cache may fetch the old bytes again.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: code va size=4K align=4K
            patch:
            	str	w1, [x0]
            	dc	cvau, x0
            	//^^^^^^^^^
            	ic	ivau, x0
            	dsb	ish
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
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            to_coherency:
            	str	w1, [x0]
            	dc	cvac, x0
            	//^^^^^^^^^
            	ic	iallu
            	dsb	sy
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            isb_between:
            	str	w1, [x0]
            	dc	cvau, x0
            	//^^^^^^^^^
            	isb
            	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x0: code va align=64
            one_loop_for_both:                      // each line cleaned and invalidated in turn, one barrier at the end
            	str	w1, [x0]
            	dc	cvau, x0
            	//^^^^^^^^^
            	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            lines_then_barrier:
            	str	w1, [x0]
            	dc	cvau, x0
            	add	x2, x0, #64
            	dc	cvau, x2
            	dsb	ish
            	ic	ivau, x0
            	ic	ivau, x2
            	dsb	ish
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            ic_alone:
            	ic	iallu
            	dsb	nsh
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va align=64
            dc_alone:
            	dc	civac, x0
            	dsb	sy
            	ret
            """)
            .fix("Put a `dsb ish` after the last DC.", true)
            .limits("DC IVAC writes nothing back and is not judged.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        if (point.system(SystemKind.IC) == null) {
            return;
        }
        int last = -1;
        for (Pending p : point.before().pending()) {
            if (p.kind() == Kind.DATA_CACHE
                    && p.stage() == Stage.ISSUED
                    && !p.name().equals("ivac")) {
                last = p.site();
            }
        }
        if (last >= 0) {
            int here = point.at().index();
            String message = "no DSB between this DC and " + Words.where(point.program(), here)
                    + ", which may be carried out first";
            issues.raise(
                    point, new Issues.Issue(this, Severity.ERROR, last, here, Need.DATA_BARRIER, message, "dsb\tish"));
        }
    }
}
