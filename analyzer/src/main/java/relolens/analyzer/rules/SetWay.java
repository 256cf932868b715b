package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** C13: maintenance by set and way where others are running. */
final class SetWay implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C13", "set-way", Severity.WARNING)
            .summary("Cache maintenance by set and way is used outside power-down and reset code.")
            .why(
                    "Performing cache maintenance by set and way; Terminology for cache maintenance",
                    "Set/way operations work on this processing element's own caches only: lines move between caches while the loop runs, system caches are not reached, and a hypervisor has to trap them. They cannot make memory coherent for anybody.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            flush_all:
            	dc	cisw, x0
            	//^^^^^^^^^
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            //@ x1: code pa
            reboot_into:                            // kexec once flushed by set/way before it left
            	dc	csw, x0
            	//^^^^^^^^
            	dsb	sy
            	isb
            	br	x1
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            invalidate_for_dma:
            	dc	isw, x2
            	//^^^^^^^^
            	dsb	sy
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            walk_ways:
            1:	dc	cisw, x0
            	//^^^^^^^^^
            	subs	x0, x0, x1
            	b.ne	1b
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=3 mmu=on dcache=off
            power_down:
            	dc	cisw, x0
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=3 mmu=on dcache=on
            cache_off_first:
            	mrs	x1, sctlr_el3
            	bic	x1, x1, #4
            	msr	sctlr_el3, x1
            	isb
            	dc	cisw, x0
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=3 mmu=off
            reset:
            	dc	isw, x0
            	dsb	sy
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: data va align=64
            by_address:
            	dc	civac, x0
            	dsb	sy
            	ret
            """)
            .fix("Maintain by address: `dc civac` over the range, then `dsb sy`.", false)
            .limits(
                    "A warning if the MMU is known to be on and the data cache was not turned off on the way; a note where nothing is known. Silent with the cache off: that is the power-down sequence.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect dc = point.system(SystemKind.DC);
        State s = point.before();
        if (dc == null
                || !dc.name().endsWith("sw")
                || s.mmu().no()
                || s.sctlr(Sctlr.C).no()) {
            return;
        }
        Severity severity = s.mmu().yes() ? Severity.WARNING : Severity.NOTE;
        issues.raise(
                point,
                here(
                        severity,
                        point,
                        "by set and way: reaches neither other processing elements' caches nor system caches"));
    }
}
