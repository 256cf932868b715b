package relolens.analyzer.rules;

import java.util.Set;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Place;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** R08: an indirect branch to an instruction that may not be its target. */
final class BtiPad implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("R08", "bti-pad", Severity.WARNING)
            .summary(
                    "An indirect branch goes to a label that does not begin with the BTI instruction it needs, with branch target checks on.")
            .why(
                    "Branch target identification; SCTLR_EL1.BT1",
                    "With SCTLR.BT set and the page guarded, a BR or BLR to anything but a matching BTI (or PACIxSP, BRK, HLT) raises a Branch Target exception. Copied code needs the pad too.")
            .bad("""
            //@ entry el=1 mmu=on
            jump:
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #(1 << 36)
            	msr	sctlr_el1, x0
            	isb
            	adr	x1, target
            	br	x1
            target:	nop
            	//^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            call:
            	mov	x19, x30
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #(1 << 36)
            	msr	sctlr_el1, x0
            	isb
            	adr	x1, target
            	blr	x1
            	ret	x19
            target:	bti	j
            	//^^^
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on
            wrong_kind:
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #(1 << 36)
            	msr	sctlr_el1, x0
            	isb
            	adr	x1, target
            	br	x1
            target:	bti	c
            	//^^^
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            trampoline:                             // an instrumentation tool's trampoline died with `Oops - BTI`
            	mrs	x0, sctlr_el2
            	orr	x0, x0, #(1 << 36)
            	msr	sctlr_el2, x0
            	isb
            	adr	x9, target
            	br	x9
            target:	mov	x0, #1
            	//^^^^^^^^
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            jump:
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #(1 << 36)
            	msr	sctlr_el1, x0
            	isb
            	adr	x1, target
            	br	x1
            target:	bti	j
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            through_x16:
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #(1 << 36)
            	msr	sctlr_el1, x0
            	isb
            	adr	x16, target
            	br	x16
            target:	bti	c
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            not_enabled:
            	adr	x1, target
            	br	x1
            target:	nop
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            signed:
            	mov	x19, x30
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #(1 << 36)
            	msr	sctlr_el1, x0
            	isb
            	adr	x1, target
            	blr	x1
            	ret	x19
            target:	paciasp
            	autiasp
            	ret
            """)
            .fix(
                    "Begin the target with `bti j` (for BR), `bti c` (for BLR and for BR through X16 or X17) or `bti jc`.",
                    false)
            .limits(
                    "Only where the path itself sets SCTLR.BT0 or BT1 and the target is a label of the unit; that the page is guarded is assumed then.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final int BT0 = 35;
    private static final int BT1 = 36;

    @Override
    public void check(Point point, Issues issues) {
        Flow flow = point.flow();
        boolean on =
                point.before().sctlr(BT0).yes() || point.before().sctlr(BT1).yes();
        if (flow == null || !point.jumps() || !on) {
            return;
        }
        Value v = point.before().register(flow.register());
        Place place = v.exact() ? CopiedCode.place(point.program(), v) : null;
        int target = place == null ? -1 : point.program().find(place);
        boolean call = flow.kind() == FlowKind.INDIRECT_CALL || flow.register() == 16 || flow.register() == 17;
        if (target >= 0 && !accepts(point.program().at(target), call)) {
            String pad = call ? "bti\tc" : "bti\tj";
            String message =
                    "is reached by " + Words.where(point.program(), point.at().index())
                            + " with branch target checks on and is no `" + pad.replace('\t', ' ')
                            + "`: a Branch Target exception if the page is guarded";
            issues.raise(point, from(Severity.WARNING, target, point, message, Edit.NONE));
        }
    }

    private static boolean accepts(Instruction target, boolean call) {
        SystemEffect s = target.effects() == null ? null : target.effects().system();
        if (s == null) {
            return false;
        }
        boolean stops = s.kind() == SystemKind.BRK || s.kind() == SystemKind.HLT;
        Set<Integer> pads = call ? CALL_PADS : JUMP_PADS;
        return stops || s.kind() == SystemKind.HINT && pads.contains(s.immediate());
    }

    /** Hint numbers of PACIASP, PACIBSP, BTI C, BTI JC. */
    private static final Set<Integer> CALL_PADS = Set.of(25, 27, 34, 38);

    /** Hint numbers of BTI J, BTI JC. */
    private static final Set<Integer> JUMP_PADS = Set.of(36, 38);
}
