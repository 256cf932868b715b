package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Event;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.dataflow.TlbState;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.FlowKind;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** S08: a register or a TLBI of another exception level's regime. */
final class RegisterOfOtherLevel implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("S08", "el-register-mismatch", Severity.ERROR)
            .summary(
                    "A system register or TLB operation does not belong to the exception level or the E2H setting it is used at.")
            .why(
                    "Exception levels and System register access; Effect of HCR_EL2.E2H on system registers",
                    "At EL2 without VHE, SCTLR_EL1 and `tlbi vmalle1` concern the guest and leave the running regime alone; `_EL12` names exist only under E2H; registers of a higher level are UNDEFINED. The code runs on in the state it meant to leave.")
            .bad("""
            //@ entry el=1 mmu=on
            set_el2_vectors:
            	msr	vbar_el2, x0
            	//^^^^^^^^^^^^^^
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            //@ x0: code pa
            off_and_go:                             // SCTLR_EL1 is the guest's: the MMU of EL2 stays on
            	mrs	x1, sctlr_el1
            	bic	x1, x1, #1
            	msr	sctlr_el1, x1
            	//^^^^^^^^^^^^^^^
            	isb
            	br	x0
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            enable_el2:                             // m1n1 once used a guest's TLBI before turning on EL2's MMU
            	tlbi	vmalls12e1is
            	//^^^^^^^^^^^^^^^
            	dsb	ish
            	isb
            	mrs	x0, sctlr_el2
            	orr	x0, x0, #1
            	msr	sctlr_el2, x0
            	isb
            	ret
            """)
            .bad("""
            	.arch	armv8.1-a
            //@ entry el=2 vhe=no mmu=on
            host_alias:
            	mrs	x0, tcr_el12
            	//^^^^^^^^^^^^^^
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            become_host:                            // the next name means another register, but from when on?
            	mrs	x0, hcr_el2
            	orr	x0, x0, #(1 << 34)
            	msr	hcr_el2, x0
            	//^^^^^^^^^^^^^
            	msr	cpacr_el1, x1
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=on
            sve_on:                                 // FPEN and ZEN as under VHE; without E2H these bits are not there
            	mov	x0, #0x330000
            	msr	cptr_el2, x0
            	//^^^^^^^^^^^^^^
            	isb
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            //@ x0: code pa
            off_and_go:
            	mrs	x1, sctlr_el2
            	bic	x1, x1, #1
            	msr	sctlr_el2, x1
            	isb
            	br	x0
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=off
            drop_to_el1:                            // prepares the level that the ERET enters
            	mrs	x1, sctlr_el1
            	bic	x1, x1, #1
            	msr	sctlr_el1, x1
            	msr	elr_el2, x30
            	eret
            """)
            .good("""
            any_level:                              // each name only where it exists
            	mrs	x1, CurrentEL
            	cmp	x1, #8
            	b.ne	1f
            	msr	vbar_el2, x0
            	b	2f
            1:	msr	vbar_el1, x0
            2:	isb
            	ret
            """)
            .good("""
            	.arch	armv8.1-a
            //@ entry el=2 vhe=yes mmu=on
            become_host:
            	mrs	x0, tcr_el12
            	msr	tcr_el12, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=on
            become_host:
            	mrs	x0, hcr_el2
            	orr	x0, x0, #(1 << 34)
            	msr	hcr_el2, x0
            	isb
            	msr	cpacr_el1, x1
            	isb
            	ret
            """)
            .fix(
                    "Use the name of the level in force (EL2 without VHE: `sctlr_el2`, `tlbi alle2`), after a test of CurrentEL and HCR_EL2.E2H where code may be entered at several.",
                    false)
            .limits(
                    "EL1's registers at EL2 are reported only if control goes on at EL2 (a `br`): setting them up for an ERET is what a hypervisor does.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final long HOST_LAYOUT = 3L << 20 | 3L << 16;

    /** ZEN: reserved, zero, in the layout without E2H. */
    private static final long HOST_ONLY = 3L << 16;

    @Override
    public void check(Point point, Issues issues) {
        SystemEffect s = point.system(SystemKind.WRITE_REGISTER, SystemKind.READ_REGISTER);
        if (s != null) {
            undefined(point, s, issues);
            hostMode(point, s, issues);
        }
        boolean goesOn = point.flow() != null && point.flow().kind() == FlowKind.INDIRECT && point.jumps();
        int toggled = point.before().trail().last(Event.LOWER_TOGGLED);
        if (goesOn && toggled >= 0 && point.before().level() == 2) {
            String message = "at EL2 without VHE this is the guest's register, and control goes on at EL2 with "
                    + Words.where(point.program(), point.at().index()) + ": its own MMU and caches are as before";
            issues.raise(point, from(Severity.ERROR, toggled, point, message, Edit.NONE));
        }
        int tlbi = point.before().trail().last(Event.LOWER_TLBI);
        boolean own = point.before().tlb() != TlbState.INVALIDATED;
        if (s != null && tlbi >= 0 && own && point.before().mmu().no() && MmuOnNoTlbi.turnsOn(point, s)) {
            String message = "invalidates EL1's regime, and it is EL2's own MMU that "
                    + Words.where(point.program(), point.at().index()) + " turns on: use `tlbi alle2`";
            issues.raise(point, from(Severity.ERROR, tlbi, point, message, Edit.NONE));
        }
    }

    private void undefined(Point point, SystemEffect s, Issues issues) {
        State b = point.before();
        String name = s.name();
        boolean aliased = name.endsWith("_el12") || name.endsWith("_el02");
        String why = "";
        if (b.level() == 1 && (name.endsWith("_el2") || aliased) && !name.startsWith("sp_")) {
            why = "a register of EL2, which is not accessible at EL1";
        } else if (b.level() > 0 && b.level() < 3 && name.endsWith("_el3")) {
            why = "a register of EL3, which is not accessible at EL" + b.level();
        } else if (aliased && b.level() == 2 && b.vhe().no()) {
            why = "a name that exists only while HCR_EL2.E2H is set";
        } else if (s.kind() == SystemKind.WRITE_REGISTER
                && b.level() == 2
                && b.vhe().no()) {
            Value v = point.operand(s);
            boolean layout = name.equals("cptr_el2")
                    && ((v.bits().ones() & HOST_ONLY) != 0
                            || v.isConstant()
                                    && (v.bits().value() & HOST_LAYOUT) != 0
                                    && (v.bits().value() & 0x2ff) == 0);
            boolean asid = name.equals("ttbr0_el2") && (v.bits().ones() >>> 48) != 0;
            why = layout
                    ? "given the layout it has under E2H, which is not set: FPEN and ZEN are not there"
                    : asid ? "given an ASID, which it has only under E2H" : "";
        }
        if (!why.isEmpty()) {
            issues.raise(point, here(Severity.ERROR, point, name + " is " + why));
        }
    }

    private void hostMode(Point point, SystemEffect s, Issues issues) {
        int site = point.before().trail().last(Event.HOST_MODE_UNSYNCHRONISED);
        boolean redirected = s.name().matches("(sctlr|ttbr[01]|tcr|mair|vbar|cpacr|cptr|cntkctl|cnthctl)_el(1|2|12)");
        if (site >= 0 && redirected) {
            String message = "no ISB between changing HCR_EL2.E2H and "
                    + Words.where(point.program(), point.at().index())
                    + ": which register that name means is not yet settled";
            issues.raise(point, unsynchronised(Severity.ERROR, site, point, message));
        }
    }
}
