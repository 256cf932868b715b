package relolens.analyzer.rules;

import java.util.List;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;

/** B02: a DMB, or half a DSB, where maintenance is to be completed. */
final class BarrierKind implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("B02", "barrier-kind", Severity.ERROR)
            .summary(
                    "A DMB, a DSB of loads or a DSB of stores stands where only a full DSB completes the maintenance before it.")
            .why(
                    "Data Memory Barrier; Data Synchronization Barrier; Ordering and completion of data and instruction cache instructions",
                    "A DMB orders accesses and never waits for DC, IC or TLBI to finish; a DSB of loads or of stores only does not either. (Before a TLBI, `dsb ishst` is enough for the stores to the table; a DMB between a DC and a store that tells another processing element is right.)")
            .bad("""
            //@ entry el=1 mmu=on
            //@ x0: pagetable va
            unmap:
            	str	xzr, [x0]
            	dsb	ishst
            	tlbi	vmalle1is
            	dsb	ishst
            	//^^^^^^^
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            patch:                                  // observed to fail on two cores: both DSBs turned into DMBs
            	str	w1, [x0]
            	dc	cvau, x0
            	dmb	ish
            	//^^^^^
            	ic	ivau, x0
            	dsb	ish
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            patch_all:
            	str	w1, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	iallu
            	dmb	sy
            	//^^^^
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va align=64
            //@ x1: code pa
            off:
            	dc	civac, x0
            	dsb	ld
            	//^^^^
            	mrs	x2, sctlr_el1
            	bic	x2, x2, #1
            	msr	sctlr_el1, x2
            	isb
            	br	x1
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
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va align=64
            //@ x1: data va
            tell:                                   // the DMB orders the DC before the flag
            	str	w2, [x0]
            	dc	cvac, x0
            	dmb	ish
            	str	w3, [x1]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=64
            before_dc:                              // stores past the cache, then a DC: a DMB is what is wanted
            	str	x1, [x0]
            	dmb	sy
            	dc	ivac, x0
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            publish:
            	str	x1, [x0]
            	dmb	ishst
            	str	x2, [x0, #8]
            	ret
            """)
            .fix("A full `dsb` of the domain (`nsh`, `ish`, `sy`).", true)
            .limits(
                    "Reported together with the rule of the missing completion (C03, C05, C07, T02), which is related.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final List<Rule> COMPLETIONS =
            List.of(new IcNoDsb(), new DcIcNoDsb(), new DcNoDsb(), new TlbiNoDsb());

    @Override
    public void check(Point point, Issues issues) {
        int barrier = point.before().trail().last(Event.WEAK_BARRIER);
        if (barrier < 0) {
            return;
        }
        Issues weak = (p, missing) -> {
            if (barrier != missing.site() && missing.edit().text().startsWith("dsb")) {
                String message = "does not complete " + Words.where(p.program(), missing.site()) + " before "
                        + Words.where(p.program(), missing.consumer()) + ": only a full DSB does";
                issues.raise(
                        p,
                        new Issues.Issue(
                                this,
                                missing.severity(),
                                barrier,
                                missing.consumer(),
                                missing.need(),
                                message,
                                Edit.instead(missing.edit().text()),
                                Issues.BARRIER + missing.site()));
            }
        };
        COMPLETIONS.forEach(r -> r.check(point, weak));
    }
}
