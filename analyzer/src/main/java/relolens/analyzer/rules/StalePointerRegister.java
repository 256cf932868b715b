package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Tri;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;

/** R06: a pointer kept in a system register from the other side of a switch. */
final class StalePointerRegister implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("R06", "stale-tpidr-sp", Severity.WARNING)
            .summary(
                    "A pointer read from TPIDR_ELx or SP_EL0 is used after the MMU was switched, and nobody set it for the new regime.")
            .why(
                    "The effects of disabling an address translation stage",
                    "The thread and stack pointer registers keep their values when the MMU goes on or off: a per-CPU pointer of the old world is no address in the new one.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            percpu_after_off:
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #4
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	mrs	x1, tpidr_el1
            	ldr	x2, [x1, #8]
            	//^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            hyp_percpu:
            	mrs	x0, sctlr_el2
            	bic	x0, x0, #1
            	msr	sctlr_el2, x0
            	isb
            	mrs	x1, tpidr_el2
            	str	xzr, [x1]
            	//^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            current_task:
            	mrs	x3, sp_el0
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	ldr	x2, [x3]
            	//^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            thread_pointer_early:                   // OP-TEE has to adjust both stack pointers and lr after its MMU goes on
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #4
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	mrs	x1, tpidr_el1
            	ldr	x2, [x1]
            	//^^^^^^^^^^
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x5: data pa align=64
            set_again:
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #4
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	msr	tpidr_el1, x5
            	mrs	x1, tpidr_el1
            	ldr	x2, [x1, #8]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            no_switch:
            	mrs	x1, tpidr_el1
            	ldr	x2, [x1, #8]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            as_a_number:
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #4
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	mrs	x1, tpidr_el1
            	add	x0, x1, #1
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            rebased:
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #4
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	mrs	x1, tpidr_el1
            	sub	x1, x1, x9
            	ldr	x2, [x1, #8]
            	ret
            """)
            .fix("Write the register again after the switch, or rebase what is read from it.", false)
            .limits("Follows values read from TPIDR_ELx and SP_EL0 on this path. SP itself is D04's and X01's.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        MemoryAccess access = point.access();
        if (access == null || access.base() < 0 || access.base() == 31) {
            return;
        }
        Value v = point.before().register(access.base());
        boolean kept = v.exact()
                && v.base() instanceof Base.SystemRegister s
                && (s.name().startsWith("tpidr_el") || s.name().equals("sp_el0"));
        var trail = point.before().trail();
        boolean switched = trail.has(Event.MMU_ENABLED) || trail.has(Event.MMU_DISABLED);
        if (kept
                && switched
                && !trail.has(Event.POINTER_REGISTER_SET)
                && point.before().mmu() != Tri.UNKNOWN) {
            String name = v.base() == null ? "" : v.base().text();
            String message = "uses a pointer that " + name + " kept from before the MMU was turned "
                    + (point.before().mmu().yes() ? "on" : "off");
            issues.raise(point, here(Severity.WARNING, point, message));
        }
    }
}
