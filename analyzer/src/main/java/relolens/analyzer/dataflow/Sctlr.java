package relolens.analyzer.dataflow;

import org.jspecify.annotations.Nullable;

/** Bits of SCTLR_ELx that the analysis knows (Arm ARM, "SCTLR_EL1, System Control Register (EL1)"). */
public final class Sctlr {
    /** Stage 1 translation. */
    public static final int M = 0;
    /** Alignment checks. */
    public static final int A = 1;
    /** Cacheability of data accesses. */
    public static final int C = 2;
    /** SP alignment checks. */
    public static final int SA = 3;
    /** Cacheability of instruction fetches. */
    public static final int I = 12;
    /** Writable implies execute-never. */
    public static final int WXN = 19;
    /** Endianness of data accesses. */
    public static final int EE = 25;

    /** The bits whose change turns translation or caches on or off. */
    public static final long MCI = 1L << M | 1L << C | 1L << I;

    private Sctlr() {}

    /** The SCTLR of whatever regime is in force, read on paths of several exception levels. */
    static final String OF_ANY_LEVEL = "sctlr_elx";

    /** {@return what a value is that was read from one SCTLR or another, or null if it was not} */
    static @Nullable Base either(@Nullable Base a, @Nullable Base b) {
        return a instanceof Base.SystemRegister m
                        && b instanceof Base.SystemRegister n
                        && m.shift() == n.shift()
                        && is(m.name())
                        && is(n.name())
                ? new Base.SystemRegister(OF_ANY_LEVEL, m.shift())
                : null;
    }

    static boolean is(String register) {
        return register.startsWith("sctlr_el") && register.length() <= 10;
    }

    /** {@return whether a write of {@code register} reaches the regime in force} */
    static Tri inForce(String register, State state) {
        if (register.equals(OF_ANY_LEVEL)) {
            return Tri.YES;
        }
        String suffix = register.substring(register.lastIndexOf("_el") + 3);
        if (suffix.equals("12")) {
            return Tri.NO;
        }
        int level = suffix.charAt(0) - '0';
        if ((state.levels & 1 << level) != 0) {
            return Tri.YES;
        }
        return level == 1 && state.levels == 1 << 2 ? state.e2h : Tri.NO;
    }
}
