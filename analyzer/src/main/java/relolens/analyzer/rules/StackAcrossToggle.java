package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Provenance;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.dataflow.Tri;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;

/** D04: the stack used on both sides of a switch of the MMU. */
final class StackAcrossToggle implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("D04", "stack-across-toggle", Severity.ERROR)
            .summary(
                    "Data is pushed in one MMU state and popped in the other with no maintenance of the stack, or SP is an address of the other world.")
            .why(
                    "The effects of disabling an address translation stage; Mismatched memory attributes",
                    "What is pushed through the cache may still be there when the MMU is off, and the pop reads memory; what is pushed past the cache is hidden by older lines when the MMU is on. The popped return address is then anything. And a virtual SP means nothing with the MMU off.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            off_with_frame:
            	stp	x29, x30, [sp, #-16]!
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #4
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	ldp	x29, x30, [sp], #16
            	//^^^^^^^^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            secondary:                              // a saved lr read back from a stale line: a board with a system cache
            	str	x30, [sp, #-16]!
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #4
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	ldr	x30, [sp], #16
            	//^^^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            //@ sp: stack va size=4K
            virtual_stack:
            	str	x0, [sp, #-16]!
            	//^^^^^^^^^^^^^^^^^
            	add	sp, sp, #16
            	ret
            """)
            .bad("""
            //@ entry el=3 mmu=on dcache=on
            el3_power_down:
            	sub	sp, sp, #32
            	str	x19, [sp, #16]
            	mrs	x0, sctlr_el3
            	bic	x0, x0, #4
            	bic	x0, x0, #1
            	msr	sctlr_el3, x0
            	isb
            	ldr	x19, [sp, #16]
            	//^^^^^^^^^^^^^^^^
            	add	sp, sp, #32
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            in_a_register:
            	mov	x9, x30
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #4
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	ret	x9
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            pushed_out:
            	stp	x29, x30, [sp, #-16]!
            	mov	x1, sp
            	dc	civac, x1
            	dsb	sy
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #4
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	ldp	x29, x30, [sp], #16
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            one_world:
            	stp	x29, x30, [sp, #-16]!
            	mrs	x0, tcr_el1
            	ldp	x29, x30, [sp], #16
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            //@ sp: stack pa size=4K
            flat_stack:
            	str	x0, [sp, #-16]!
            	ldr	x0, [sp], #16
            	ret
            """)
            .fix(
                    "Keep what must survive in registers, or clean and invalidate the stack's lines (`dc civac`, `dsb sy`) before the switch, and set SP to an address of the new world.",
                    false)
            .limits(
                    "A `dc` of any line of the stack counts for all of it. Nothing is said where a call out of the unit comes between.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        MemoryAccess access = point.access();
        if (access == null || access.base() != 31) {
            return;
        }
        State s = point.before();
        if (s.mmu().no() && point.address(access).provenance() == Provenance.VIRTUAL) {
            issues.raise(
                    point,
                    here(
                            Severity.ERROR,
                            point,
                            "SP is a virtual address, and with the MMU off addresses are physical"));
            return;
        }
        if (access.stores()) {
            return;
        }
        boolean off = s.mmu().no();
        int toggle = s.trail().last(off ? Event.MMU_DISABLED : Event.MMU_ENABLED);
        int pushed = s.trail().last(off ? Event.PUSHED_CACHED : Event.PUSHED_DEVICE);
        if (toggle < 0 || pushed < 0 || s.mmu() == Tri.UNKNOWN) {
            return;
        }
        String message = "reads the stack with the MMU " + (off ? "off" : "on") + "; "
                + Words.where(point.program(), pushed) + " wrote it with the MMU " + (off ? "on" : "off")
                + " and nothing took the lines out of the cache between";
        issues.raise(point, here(Severity.ERROR, point, message));
    }
}
