package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** S05: exceptions opened before the vectors are in force, or with vectors of another address space. */
final class VectorsUnsynced implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("S05", "vbar-unsynced", Severity.WARNING)
            .summary(
                    "Exceptions can be taken before a new VBAR is in force, or VBAR holds an address that means nothing in this MMU state.")
            .why(
                    "Synchronization requirements for AArch64 System registers; VBAR_EL1, Vector Base Address Register (EL1)",
                    "A write of VBAR takes effect for exceptions taken after a context synchronisation event. And the vectors are fetched through the regime in force: a virtual address left in VBAR is a physical one once the MMU is off.")
            .bad("""
            //@ entry el=1 mmu=on daif=masked
            open:
            	adr	x0, vectors
            	msr	vbar_el1, x0
            	//^^^^^^^^^^^^^^
            	msr	daifclr, #15
            	ret
            	.balign	2048
            vectors:	b	vectors
            """)
            .bad("""
            //@ entry el=1 mmu=on
            call_self:                              // the SVC itself may still go through the old vectors
            	msr	vbar_el1, x0
            	//^^^^^^^^^^^^^^
            	svc	#0
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on daif=masked
            //@ x0: code va align=2K
            leave_vectors_behind:                   // a boot loader that opens interrupts with the MMU off again
            	msr	vbar_el1, x0
            	//^^^^^^^^^^^^^^
            	isb
            	mrs	x1, sctlr_el1
            	bic	x1, x1, #1
            	msr	sctlr_el1, x1
            	isb
            	msr	daifclr, #2
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            enable_serror:
            	msr	vbar_el2, x0
            	//^^^^^^^^^^^^^^
            	mov	x1, #0
            	msr	daif, x1
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on daif=masked
            open:
            	adr	x0, vectors
            	msr	vbar_el1, x0
            	isb
            	msr	daifclr, #15
            	ret
            	.balign	2048
            vectors:	b	vectors
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            for_the_guest:                          // EL1's vectors: the ERET synchronises
            	msr	vbar_el1, x0
            	msr	elr_el2, x1
            	eret
            """)
            .good("""
            //@ entry el=1 mmu=on daif=masked
            //@ x0: code va align=2K
            //@ x2: code pa align=2K
            rebased:
            	msr	vbar_el1, x0
            	isb
            	mrs	x1, sctlr_el1
            	bic	x1, x1, #1
            	msr	sctlr_el1, x1
            	isb
            	msr	vbar_el1, x2
            	isb
            	msr	daifclr, #2
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off daif=masked
            secondary:                              // stays masked: whoever unmasks comes after a barrier of his own
            	msr	vbar_el1, x0
            	msr	tpidr_el1, x1
            	isb
            	ret
            """)
            .fix(
                    "Put an `isb` between the write of VBAR and the unmasking or the exception call; write VBAR again on the other side of a switch of the MMU.",
                    true)
            .limits(
                    "A fault between the write and the ISB is not foreseen. Whether the address was rebased is seen only where VBAR was written with a declared or link-time virtual address on the way.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect s = point.system(SystemKind.WRITE_PSTATE, SystemKind.SVC, SystemKind.WRITE_REGISTER);
        boolean opens = s != null && (s.name().equals("daifclr") || opensDaif(point, s));
        boolean calls = s != null && s.kind() == SystemKind.SVC;
        if (!opens && !calls) {
            return;
        }
        for (Pending p : point.before().pending()) {
            boolean own = p.name().startsWith("vbar_el") && !lower(p.name(), point.before());
            if (p.kind() == Kind.SYSTEM_REGISTER
                    && own
                    && !(calls && point.before().level() == 2)) {
                String message = "no ISB between this write of " + p.name() + " and "
                        + Words.where(point.program(), point.at().index())
                        + ": an exception may still go through the old vectors";
                issues.raise(point, unsynchronised(Severity.WARNING, p.site(), point, message));
                return;
            }
        }
        int site = point.before().trail().last(Event.VECTORS_VIRTUAL);
        if (opens && site >= 0 && point.before().mmu().no()) {
            String message = "VBAR still holds this virtual address when "
                    + Words.where(point.program(), point.at().index())
                    + " lets exceptions in with the MMU off: the vectors are not there";
            issues.raise(point, from(Severity.WARNING, site, point, message, Edit.NONE));
        }
    }

    private static boolean opensDaif(Point point, SystemEffect s) {
        return s.name().equals("daif")
                && point.operand(s).isConstant()
                && (point.operand(s).bits().value() & 0x3c0) != 0x3c0;
    }

    /** Whether the vectors are those of a level below, which an ERET enters. */
    private static boolean lower(String register, State s) {
        return register.equals("vbar_el1") && s.level() >= 2 && !s.vhe().yes()
                || register.equals("vbar_el2") && s.level() == 3;
    }
}
