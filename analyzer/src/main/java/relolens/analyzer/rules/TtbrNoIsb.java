package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemKind;

/** S02: TTBR written with the MMU on, no ISB before the first user. */
final class TtbrNoIsb implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("S02", "ttbr-no-isb", Severity.ERROR)
            .summary("A TTBR is written with the MMU on, and used before a context synchronisation event.")
            .why(
                    "Synchronization requirements for AArch64 System registers",
                    "Until the context is synchronised, translations may still come from the old tables: an access may go to the old memory, and a TLBI may come too early because the old tables can still be walked after it.")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x1: data va
            switch_tables:
            	msr	ttbr0_el1, x0
            	//^^^^^^^^^^^^^^^
            	ldr	x2, [x1]
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: emptytable pa align=4K
            reserve:
            	msr	ttbr1_el1, x0
            	//^^^^^^^^^^^^^^^
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: emptytable pa align=4K
            //@ x1: pagetable pa align=4K
            break_before_make:
            	msr	ttbr1_el1, x0
            	isb
            	tlbi	vmalle1
            	dsb	nsh
            	msr	ttbr1_el1, x1
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: pagetable pa align=4K
            //@ x1: data pa
            early:                                  // with the MMU off nothing walks yet
            	msr	ttbr0_el1, x0
            	ldr	x2, [x1]
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            //@ x1: data va
            hyp_switch:
            	msr	ttbr0_el2, x0
            	//^^^^^^^^^^^^^^^
            	str	xzr, [x1]
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x1: code va
            switch_and_jump:                        // an RTOS wrote TTBR and invalidated in the wrong order, then jumped
            	msr	ttbr1_el1, x0
            	//^^^^^^^^^^^^^^^
            	nop
            	br	x1
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x1: data va
            switch:
            	msr	ttbr0_el1, x0
            	isb
            	ldr	x2, [x1]
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            guest_tables:                           // EL1's tables at EL2: the ERET synchronises
            	msr	ttbr0_el1, x0
            	msr	ttbr1_el1, x1
            	eret
            """)
            .fix("Put an `isb` after the write.", true)
            .limits("Silent unless the MMU is known to be on.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        boolean consumes = point.access() != null || point.fetchesElsewhere() || point.system(SystemKind.TLBI) != null;
        if (!consumes || !point.before().mmu().yes()) {
            return;
        }
        for (Pending p : point.before().pending()) {
            if (p.kind() == Kind.SYSTEM_REGISTER && p.name().contains("ttbr")) {
                int here = point.at().index();
                String message = "no ISB between this write of " + p.name() + " and "
                        + Words.where(point.program(), here) + ", which may still meet the old tables";
                issues.raise(
                        point,
                        new Issues.Issue(
                                this, Severity.ERROR, p.site(), here, Need.CONTEXT_SYNCHRONISATION, message, "isb"));
            }
        }
    }
}
