package relolens.analyzer.rules;

import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** S07: a constant for SCTLR that no running code can want. */
final class SctlrBits implements Rule {
    private static final RuleInfo INFO = RuleInfo.of("S07", "sctlr-bits", Severity.ERROR)
            .summary(
                    "A constant is written to SCTLR that flips byte order, clears bits that are one in every implementation, or makes code just written execute-never.")
            .why(
                    "SCTLR_EL1, System Control Register (EL1); SCTLR_EL2, System Control Register (EL2)",
                    "RES1 bits must be written as one: on a core that gives them a meaning a zero turns something on (traps of WFE, LSE of AArch32, SPAN). EE swaps the bytes of every data access and table walk from the next instruction on. WXN makes every writable page, the copy's destination first, execute-never.")
            .bad("""
            //@ entry el=1 mmu=on
            all_off:                                // a zero is not a reset value
            	msr	sctlr_el1, xzr
            	//^^^^^^^^^^^^^^^^
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=2 vhe=no mmu=off
            el2_control:
            	movz	x0, #0x30c5, lsl #16
            	msr	sctlr_el2, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=off
            big_endian:
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #(1 << 25)
            	msr	sctlr_el1, x0
            	//^^^^^^^^^^^^^^^
            	isb
            	ret
            """)
            .bad("""
            //@ entry el=1 mmu=on dcache=on
            //@ x1: code va
            harden_then_run:                        // loaders that set WXN before they jump into the page they have just filled
            	str	w2, [x1]
            	dc	cvau, x1
            	dsb	ish
            	ic	ivau, x1
            	dsb	ish
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #(1 << 19)
            	msr	sctlr_el1, x0
            	isb
            	br	x1
            	//^^^
            """)
            .good("""
            //@ entry el=1 mmu=on
            mmu_off_value:
            	movz	x0, #0x30d0, lsl #16
            	movk	x0, #0x0980
            	movk	x0, #0x0000, lsl #32
            	orr	x0, x0, #0x800
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=off
            little_endian:                          // clearing EE is what little-endian code wants
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #(1 << 25)
            	msr	sctlr_el1, x0
            	isb
            	ret
            """)
            .good("""
            //@ entry el=2 vhe=no mmu=off
            guest_reset_value:                      // the guest's register, at its level's reset value
            	msr	sctlr_el1, x1
            	isb
            	ret
            """)
            .good("""
            //@ entry el=1 mmu=on
            //@ x1: code va
            harden:                                 // nothing was written that is run next
            	mrs	x0, sctlr_el1
            	orr	x0, x0, #(1 << 19)
            	msr	sctlr_el1, x0
            	isb
            	br	x1
            """)
            .fix(
                    "Write the architecture's value with RES1 bits set (Linux: INIT_SCTLR_EL1_MMU_OFF), byte order as the image was built, WXN only with read-only text.",
                    false)
            .limits(
                    "Bits 11 and 22 (exceptions that synchronise) are B03's. Values read from the register and modified are judged by the bits changed only.");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final long ALWAYS_EL1 = 1L << 28 | 1L << 29 | 1L << 20;
    private static final long ALWAYS_EL2 = 1L << 4 | 1L << 5 | 1L << 16 | 1L << 18 | 1L << 23 | 1L << 28 | 1L << 29;

    @Override
    public void check(Point point, Issues issues) {
        executeNever(point, issues);
        SystemEffect w = point.system(SystemKind.WRITE_REGISTER);
        if (w == null || !point.before().controls(w.name()).yes()) {
            return;
        }
        Value v = point.operand(w);
        boolean read = v.system() != null && v.system().name().equals(w.name());
        boolean swaps = v.bits().bit(Sctlr.EE).yes()
                && (v.isConstant() || read && (v.touched() >>> Sctlr.EE & 1) != 0)
                && !point.before().sctlr(Sctlr.EE).yes();
        if (swaps) {
            issues.raise(
                    point,
                    here(
                            Severity.ERROR,
                            point,
                            "sets EE: data accesses and table walks become big-endian under little-endian code"));
            return;
        }
        long always = w.name().equals("sctlr_el1") && !point.before().vhe().yes() ? ALWAYS_EL1 : ALWAYS_EL2;
        long cleared = always & ~v.bits().value();
        if (v.isConstant() && cleared != 0) {
            String message = "this constant clears bits of " + w.name() + " that must be one (0x"
                    + Long.toHexString(cleared) + "): cores that give them a meaning behave differently";
            issues.raise(point, here(Severity.WARNING, point, message));
        }
    }

    private void executeNever(Point point, Issues issues) {
        Flow flow = point.flow();
        boolean jumps = flow != null && point.jumps() && point.before().mmu().yes();
        if (!jumps || flow == null || !point.before().sctlr(Sctlr.WXN).yes()) {
            return;
        }
        Base base = point.before().register(flow.register()).base();
        if (point.before().lines(base).codeStored()) {
            issues.raise(
                    point,
                    here(
                            Severity.ERROR,
                            point,
                            "runs a page that was written on this path, and SCTLR.WXN makes writable pages execute-never"));
        }
    }
}
