package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.LineFacts;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.SystemKind;

/** C15: maintenance left out for IDC or DIC, and the barrier with it. */
final class IdcDicShortcut implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C15", "idc-dic-shortcut", Severity.ERROR)
            .summary(
                    "Where CTR_EL0.IDC or DIC makes maintenance unnecessary, the barrier that stays necessary is missing too.")
            .why(
                    "CTR_EL0, Cache Type Register; Synchronization and coherency issues between data and instruction accesses",
                    "IDC = 1 says that no DC is needed, not that the store need not be waited for: `dsb ishst` stays. DIC = 1 says that no IC is needed; what was fetched ahead is still discarded only by an `isb`.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ cpu idc=1
            //@ x0: code va align=64
            no_dc_no_dsb:
            	str	w1, [x0]
            	//^^^^^^^^^^
            	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ cpu idc=1 dic=1
            //@ x0: code va align=64
            no_isb:
            	str	w1, [x0]
            	//^^^^^^^^^^
            	dsb	ishst
            	br	x0
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            tested:                                 // the test is there, the DSB is inside the part that is skipped
            	str	w1, [x0]
            	//^^^^^^^^^^
            	mrs	x3, ctr_el0
            	tbnz	x3, #28, 1f
            	dc	cvau, x0
            	dsb	ish
            1:	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ cpu idc=1 dic=1
            //@ x0: code va align=64
            dmb_for_dsb:
            	str	w1, [x0]
            	//^^^^^^^^^^
            	dmb	ishst
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ cpu idc=1
            //@ x0: code va align=64
            no_dc:
            	str	w1, [x0]
            	dsb	ishst
            	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ cpu idc=1 dic=1
            //@ x0: code va align=64
            neither:
            	str	w1, [x0]
            	dsb	ishst
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            tested:
            	str	w1, [x0]
            	mrs	x3, ctr_el0
            	tbz	x3, #28, 1f
            	dsb	ishst
            	b	2f
            1:	dc	cvau, x0
            	dsb	ish
            2:	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ cpu idc=1 dic=1
            //@ x0: code va align=64
            by_the_caller:
            	str	w1, [x0]
            	ret
            """)
            .fix("Skip the DC loop but not the DSB; skip the IC but not the ISB.", false)
            .limits(
                    "IDC (bit 28) and DIC (bit 29) must be tested on the path or promised (`cpu idc=1 dic=1`); a shortcut with no test is C01's or C02's.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final int IDC = 28;
    private static final int DIC = 29;

    @Override
    public void check(Point point, Issues issues) {
        State s = point.before();
        boolean ic = point.system(SystemKind.IC) != null;
        Flow flow = point.flow();
        boolean runs = flow != null && flow.kind() == FlowKind.INDIRECT && point.jumps();
        boolean assumed = s.ctr(IDC).yes() || s.trail().has(Event.IDC_ASSUMED);
        if (assumed && (ic || runs && s.ctr(DIC).yes())) {
            for (LineFacts f : s.lines().values()) {
                if (f.codeStored() && f.storeSite() >= 0) {
                    String message =
                            "IDC makes the DC unnecessary, not the DSB: none comes between this store of code and "
                                    + user(point);
                    issues.raise(point, from(Severity.ERROR, f.storeSite(), point, message, Edit.after("dsb\tishst")));
                    return;
                }
            }
        }
        int site = s.trail().last(Event.CODE_UNSYNCHRONISED);
        if (runs && s.ctr(DIC).yes() && site >= 0) {
            String message = "DIC makes the IC unnecessary, not the ISB: none comes between this store of code and "
                    + user(point);
            issues.raise(point, from(Severity.ERROR, site, point, message, Edit.NONE));
        }
    }

    private static String user(Point point) {
        return Words.where(point.program(), point.at().index());
    }
}
