package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Note;
import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** M08: the MMU turned on in one write and the caches in a later one. */
final class SplitEnable implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("M08", "split-m-c-i", Severity.WARNING)
            .summary(
                    "SCTLR.M is set in one write and SCTLR.C in a later one, with a window of uncached accesses between.")
            .why(
                    "The effects of disabling an address translation stage; Mismatched memory attributes",
                    "With M set and C clear, Normal memory is accessed as Non-cacheable, past lines that are Write-Back for everybody else: what is stored in the window is hidden by old lines, or written over by them.")
            .bad("""
            //@ entry el=1 mmu=off dcache=off
            //@ x2: data va
            in_two_steps:
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	str	x3, [x2]
            	orr	x0, x0, #4
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=3 mmu=off dcache=off icache=off
            log_between:
            	tlbi	alle3
            	dsb	sy
            	isb
            	mrs	x0, sctlr_el3
            	orr	x0, x0, #1
            	msr	sctlr_el3, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	adrp	x1, stage
            	add	x1, x1, :lo12:stage
            	str	w2, [x1]
            	mrs	x0, sctlr_el3
            	mov	x3, #0x1004
            	orr	x0, x0, x3
            	msr	sctlr_el3, x0
            	isb
            	ret
            	.data
            stage:	.word	0
            """)
            .bad("""
            //@ entry el=1 mmu=off dcache=off icache=off
            vectors_between:                        // OP-TEE's order: M, then VBAR, IC, then C and I (here a note: no data between)
            	tlbi	vmalle1
            	dsb	sy
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	msr	vbar_el1, x1
            	ic	iallu
            	dsb	nsh
            	isb
            	mov	x2, #0x1004
            	orr	x0, x0, x2
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off dcache=off
            read_between:
            	tlbi	alle2
            	dsb	nsh
            	isb
            	mrs	x0, sctlr_el2
            	orr	x0, x0, #1
            	msr	sctlr_el2, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	ldr	x4, [x5]
            	orr	x0, x0, #4
            	msr	sctlr_el2, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off dcache=off
            //@ x2: data va
            in_one_step:
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #4
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	str	x3, [x2]
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off dcache=off
            caches_stay_off:                        // a loader that wants them off throughout
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on dcache=off
            //@ x2: data va
            mmu_was_on:                             // not this code's doing
            	str	x3, [x2]
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #4
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off dcache=on
            c_was_set:
            	tlbi	vmalle1
            	dsb	nsh
            	isb
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #1
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .fix("Set M, C and I in one write of SCTLR.", false)
            .limits("A warning if data is accessed in the window, a note if not.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect w = point.system(SystemKind.WRITE_REGISTER);
        boolean sets = w != null
                && point.before().controls(w.name()).yes()
                && point.before().mmu().yes()
                && point.before().sctlr(Sctlr.C).no()
                && point.operand(w).bits().bit(Sctlr.C).yes();
        if (!sets) {
            return;
        }
        for (Note n : point.before().trail().all()) {
            if (n.event() == Event.MMU_ENABLED) {
                boolean accessed = n.detail() == 1;
                String message = "turns the MMU on with the data cache still off, which "
                        + Words.where(point.program(), point.at().index()) + " turns on later"
                        + (accessed ? ": accesses in between go past lines that are in the cache" : "");
                issues.raise(
                        point, from(accessed ? Severity.WARNING : Severity.NOTE, n.site(), point, message, Edit.NONE));
            }
        }
    }
}
