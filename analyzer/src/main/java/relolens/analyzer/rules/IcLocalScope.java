package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** C14: instruction cache invalidated here, the code run elsewhere too. */
final class IcLocalScope implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("C14", "ic-local-scope", Severity.WARNING)
            .summary(
                    "Code is written, only this processing element's instruction cache is invalidated, and another one is told to run it.")
            .why(
                    "Instruction cache maintenance instructions; Synchronization and coherency issues between data and instruction accesses",
                    "`ic iallu` works on this processing element alone. Another that has fetched from the range runs the old instructions.")
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            //@ x1: data va
            patch_and_wake:
            	str	w2, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	iallu
            	//^^^^^^
            	dsb	ish
            	isb
            	sev
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            //@ x1: data va align=8
            patch_and_flag:
            	str	w2, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	iallu
            	//^^^^^^
            	dsb	nsh
            	isb
            	mov	x3, #1
            	stlr	x3, [x1]
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x4: code va align=64
            start_secondary_on_new_code:
            	stp	x2, x3, [x4]
            	dc	cvac, x4
            	dsb	sy
            	ic	iallu
            	//^^^^^^
            	dsb	sy
            	isb
            	movz	x0, #0xc400, lsl #16
            	movk	x0, #3
            	smc	#0
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on dcache=on
            //@ x0: code va align=64
            hyp_vectors_shared:                     // hypervisor text patched by one core while the others spin in WFE
            	str	w2, [x0]
            	str	w2, [x0, #4]
            	dc	civac, x0
            	dsb	ish
            	ic	iallu
            	//^^^^^^
            	dsb	nsh
            	isb
            	dsb	ish
            	sev
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            patch_and_wake:
            	str	w2, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ialluis
            	dsb	ish
            	isb
            	sev
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            alone:                                  // the others are parked and start from reset
            	str	w2, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	iallu
            	dsb	nsh
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x0: code va align=64
            //@ x1: data va align=8
            by_address:
            	str	w2, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ivau, x0
            	dsb	ish
            	isb
            	mov	x3, #1
            	stlr	x3, [x1]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=on
            //@ x1: data va align=8
            no_code_written:
            	ic	iallu
            	dsb	nsh
            	isb
            	stlr	x3, [x1]
            	sev
            	ret
            """)
            .fix(
                    "`ic ialluis` or `ic ivau`, `dsb ish`; the other processing element needs an ISB of its own before it runs the code.",
                    false)
            .limits(
                    "That another one runs the code is concluded from SEV, a store-release, or PSCI's CPU_ON after the IC.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final int SEV = 4;

    @Override
    public void check(Point point, Issues issues) {
        int site = point.before().trail().last(Event.LOCAL_IC);
        if (site < 0) {
            return;
        }
        MemoryAccess access = point.access();
        SystemEffect s = point.system();
        boolean wakes = s != null && s.kind() == SystemKind.HINT && s.immediate() == SEV;
        boolean tells = access != null && access.stores() && access.release() && access.base() != 31;
        boolean starts = point.system(SystemKind.SMC, SystemKind.HVC) != null && BarrierDomain.startsAnother(point);
        if (wakes || tells || starts) {
            String message = "invalidates this processing element's instruction cache alone, and "
                    + Words.where(point.program(), point.at().index()) + " lets another one run what was written";
            issues.raise(point, from(Severity.WARNING, site, point, message, Edit.NONE));
        }
    }
}
