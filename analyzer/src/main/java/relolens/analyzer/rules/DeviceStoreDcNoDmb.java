package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Base;
import relolens.analyzer.rules.Issues.Need;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** C10: Device stores and DC by address without a barrier. */
final class DeviceStoreDcNoDmb implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C10", "device-store-dc-no-dmb", Severity.ERROR)
            .summary("A store made with the MMU off is followed by maintenance of its line with no barrier between.")
            .why(
                    "Ordering and completion of data and instruction cache instructions",
                    "With the MMU off stores are Device accesses, which are not ordered with data cache maintenance by address. The DC may be carried out before the store reaches memory.")
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa size=64 align=64
            flag:
            	str	x1, [x0]
            	//^^^^^^^^^^
            	dc	ivac, x0
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa size=64 align=64
            flag:
            	str	x1, [x0]
            	dmb	sy
            	dc	ivac, x0
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data va size=64 align=64
            flag:                                   // with the MMU on the store and the DC are ordered
            	str	x1, [x0]
            	dc	civac, x0
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=64
            clean_invalidate:
            	stp	x1, x2, [x0]
            	//^^^^^^^^^^^^^^
            	dc	civac, x0
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            //@ x0: data pa align=64
            weak_barrier:
            	str	x1, [x0]
            	//^^^^^^^^^^
            	dmb	ishld
            	dc	ivac, x0
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            set_boot_mode_flag:                     // the flag was written and invalidated with nothing between
            	adrp	x1, mode
            	add	x1, x1, :lo12:mode
            	str	w0, [x1]
            	//^^^^^^^^^^
            	dc	ivac, x1
            	dsb	sy
            	ret
            	.data
            	.balign	64
            mode:	.word	0
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ x0: data pa align=64
            dsb_is_enough:
            	str	x1, [x0]
            	dsb	sy
            	dc	ivac, x0
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x0: data va align=64
            cached_store:                           // Normal memory: the DC comes after the store to its own line
            	str	x1, [x0]
            	dc	civac, x0
            	dsb	sy
            	ret
            """)
            .fix("Put a `dmb sy` after the last store.", true)
            .limits("Judges maintenance through a pointer reckoned from the same thing as the store's.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect dc = point.system(SystemKind.DC);
        if (dc == null
                || dc.name().endsWith("zva")
                || dc.name().endsWith("sw")
                || !point.before().mmu().no()) {
            return;
        }
        Base base = point.operand(dc).base();
        int site = point.before().lines(base).deviceSite();
        if (site >= 0) {
            int here = point.at().index();
            String message = "with the MMU off this store is a Device access, not ordered with "
                    + Words.where(point.program(), here) + ": no DMB or DSB stands between";
            issues.raise(point, new Issues.Issue(this, Severity.ERROR, site, here, Need.OTHER, message, "dmb\tsy"));
        }
    }
}
