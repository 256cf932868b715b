package relolens.analyzer.verdict;

import relolens.analyzer.dataflow.Sctlr;
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
        return w != null && p.operand(w).bits().bit(Sctlr.M).no();
    }

    private static @org.jspecify.annotations.Nullable SystemEffect control(Point p) {
        SystemEffect w = p.system(SystemKind.WRITE_REGISTER);
        return w != null && w.name().startsWith("sctlr_el") && !w.name().endsWith("12") ? w : null;
    }

    /** {@return whether the point touches translation tables in force or the TLB} */
    static boolean touchesTranslation(Point p) {
        if (p.system(SystemKind.TLBI, SystemKind.AT) != null) {
            return true;
        }
        SystemEffect w = p.system(SystemKind.WRITE_REGISTER);
        return w != null
                && (w.name().startsWith("ttbr")
                        || w.name().startsWith("tcr_")
                        || w.name().startsWith("mair_")
                        || w.name().startsWith("vttbr"));
    }
}
