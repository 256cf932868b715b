package relolens.analyzer.rules;

import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** D01: DC ZVA with the MMU off. */
final class DczvaDevice implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("D01", "dczva-device", Severity.ERROR)
            .summary("DC ZVA is used while the MMU is off.")
            .why(
                    "Data cache zero instruction; The effects of disabling an address translation stage",
                    "With stage 1 off all data accesses are Device-nGnRnE (unless HCR_EL2.DC is set), and DC ZVA on any Device memory takes an Alignment fault. DCZID_EL0.DZP does not tell.")
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa size=4K align=4K
            clear:
            	add	x1, x0, #4096
            1:	dc	zva, x0
            	//^^^^^^^^
            	add	x0, x0, #64
            	cmp	x0, x1
            	b.lo	1b
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa size=4K align=4K
            clear:                                  // it faults, so there is nothing for the DC to be ordered with
            	dc	zva, x0
            	//^^^^^^^^
            	dc	civac, x0
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa size=4K align=4K
            clear:
            	add	x1, x0, #4096
            1:	stp	xzr, xzr, [x0], #16
            	cmp	x0, x1
            	b.lo	1b
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=any
            //@ x0: data size=4K align=4K
            clear:                                  // asks first
            	mrs	x2, sctlr_el1
            	tbz	x2, #0, 2f
            	dc	zva, x0
            	ret
            2:	stp	xzr, xzr, [x0]
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            //@ x0: data pa align=64
            loop:
            	add	x1, x0, #256
            1:	dc	zva, x0
            	//^^^^^^^^
            	add	x0, x0, #64
            	cmp	x0, x1
            	b.lo	1b
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=64
            tested_the_wrong_thing:                 // DCZID says that the instruction exists, not that memory is Normal
            	mrs	x1, dczid_el0
            	tbnz	x1, #4, 1f
            	dc	zva, x0
            	//^^^^^^^^
            1:	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=64
            by_stores:
            	stp	xzr, xzr, [x0]
            	stp	xzr, xzr, [x0, #16]
            	ret
            """)
            .good("""
            //@ entry el=1
            //@ x0: data align=64
            tested:                                 // TF-A's fallback: the test of SCTLR.M decides
            	mrs	x1, sctlr_el1
            	tbz	x1, #0, 1f
            	dc	zva, x0
            	ret
            1:	stp	xzr, xzr, [x0]
            	ret
            """)
            .fix("Store zeros with STP, or test SCTLR.M first.", false)
            .limits("Assumes HCR_EL2.DC = 0 and a stage 2 that does not force Normal memory.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect dc = point.system(SystemKind.DC);
        if (dc == null || !dc.name().endsWith("zva") || !point.before().mmu().no()) {
            return;
        }
        int here = point.at().index();
        String message = "with the MMU off all memory is Device, and " + Words.quoted(point.program(), here)
                + " on Device memory takes an Alignment fault";
        issues.raise(point, new Issues.Issue(this, Severity.ERROR, here, here, Need.OTHER, message, ""));
    }
}
