package relolens.analyzer.verdict;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.dataflow.Tri;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.rules.Point;
import relolens.emulator.isa.Effects.SystemEffect;
import relolens.emulator.isa.Effects.SystemKind;

/** Instructions that change the translation regime: sense in one MMU state only, unless a test of SCTLR.M guards them. */
final class ContextChange {
    private ContextChange() {}

    /** {@return whether the point provably turns the MMU on} */
    static boolean turnsOn(Point p) {
        SystemEffect w = control(p);
        return w != null
                && !p.before().mmu().yes()
                && p.operand(w).bits().bit(Sctlr.M).yes();
    }

    /** {@return whether the point provably turns the MMU off} */
    static boolean turnsOff(Point p) {
        SystemEffect w = control(p);
        return w != null && p.operand(w).bits().bit(Sctlr.M).no() && !keeps(p.operand(w));
    }

    /** {@return whether the point writes SCTLR of the regime in force with a value nobody knows M of} */
    static boolean unclear(Point p) {
        SystemEffect w = control(p);
        return w != null && p.operand(w).bits().bit(Sctlr.M) == Tri.UNKNOWN && !keeps(p.operand(w));
    }

    private static @Nullable SystemEffect control(Point p) {
        SystemEffect w = p.system(SystemKind.WRITE_REGISTER);
        return w != null && !p.before().controls(w.name()).no() ? w : null;
    }

    /** Whether the value is what the register held, M not touched. */
    private static boolean keeps(Value value) {
        Base.SystemRegister source = value.system();
        return source != null && source.name().startsWith("sctlr") && (value.touched() >>> Sctlr.M & 1) == 0;
    }

    /** {@return whether the point writes SCTLR of the regime in force} */
    static boolean writesControl(Point p) {
        return control(p) != null;
    }

    /** {@return whether the point touches translation tables in force or the TLB} */
    static boolean touchesTranslation(Point p) {
        return p.system(SystemKind.TLBI, SystemKind.AT) != null || writesTranslation(p);
    }

    /** {@return whether the point writes a register that translation works by} */
    static boolean writesTranslation(Point p) {
        SystemEffect w = p.system(SystemKind.WRITE_REGISTER);
        return w != null
                && (w.name().startsWith("ttbr")
                        || w.name().startsWith("tcr_")
                        || w.name().startsWith("mair_")
                        || w.name().startsWith("vttbr"));
    }
}
