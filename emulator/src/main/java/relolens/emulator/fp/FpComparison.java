package relolens.emulator.fp;

import java.math.BigInteger;
import relolens.emulator.fp.Unpacked.Kind;

/** Which of two numbers is greater (Arm ARM J1.3, FPCompare, FPMax and their kin). */
public final class FpComparison {
    private static final int UNORDERED = 2;

    private final FpEnvironment env;
    private final FloatFormat f;
    private final FpArithmetic arithmetic;

    /** Comparisons in {@code format} under {@code env}. */
    public FpComparison(FpEnvironment env, FloatFormat format) {
        this.env = env;
        this.f = format;
        arithmetic = new FpArithmetic(env, format);
    }

    private static int compare(Unpacked x, Unpacked y) {
        if (x.nan() || y.nan()) {
            return UNORDERED;
        }
        int signX = x.zero() ? 0 : x.negative() ? -1 : 1;
        int signY = y.zero() ? 0 : y.negative() ? -1 : 1;
        if (signX != signY || signX == 0) {
            return Integer.compare(signX, signY);
        }
        if (x.infinite() || y.infinite()) {
            return x.infinite() == y.infinite() ? 0 : x.infinite() ? signX : -signX;
        }
        int e = Math.min(x.exponent(), y.exponent());
        BigInteger left = x.signed().shiftLeft(x.exponent() - e);
        return left.compareTo(y.signed().shiftLeft(y.exponent() - e));
    }

    private int compare(long a, long b, boolean quietToo) {
        Unpacked x = env.unpack(f, a);
        Unpacked y = env.unpack(f, b);
        boolean signals = x.kind() == Kind.SIGNALLING_NAN || y.kind() == Kind.SIGNALLING_NAN;
        if (signals || quietToo && (x.nan() || y.nan())) {
            env.raise(FpEnvironment.INVALID);
        }
        return compare(x, y);
    }

    /**
     * {@return the flags N, Z, C, V of FCMP as a number from 0 to 15}
     *
     * @param signal whether quiet NaNs raise an exception too (FCMPE)
     */
    public int flags(long a, long b, boolean signal) {
        return switch (compare(a, b, signal)) {
            case -1 -> 0b1000;
            case 0 -> 0b0110;
            case 1 -> 0b0010;
            default -> 0b0011;
        };
    }

    /** {@return a = b} */
    public boolean equal(long a, long b) {
        return compare(a, b, false) == 0;
    }

    /** {@return a ≥ b} */
    public boolean atLeast(long a, long b) {
        int order = compare(a, b, true);
        return order == 0 || order == 1;
    }

    /** {@return a > b} */
    public boolean greater(long a, long b) {
        return compare(a, b, true) == 1;
    }

    /** {@return the greater of two, or with {@code least} the lesser; +0 is greater than -0; NaNs win} */
    public long extreme(long a, long b, boolean least) {
        Unpacked x = env.unpack(f, a);
        Unpacked y = env.unpack(f, b);
        if (x.nan() || y.nan()) {
            return arithmetic.nan(a, x, b, y);
        }
        if (x.zero() && y.zero()) {
            return f.zero(least ? x.negative() || y.negative() : x.negative() && y.negative());
        }
        boolean first = least ? compare(x, y) < 0 : compare(x, y) > 0;
        return first ? flushed(a, x) : flushed(b, y);
    }

    /** {@return as {@link #extreme}, but a number wins over a quiet NaN} */
    public long extremeNumber(long a, long b, boolean least) {
        Unpacked x = env.unpack(f, a);
        Unpacked y = env.unpack(f, b);
        boolean quietX = x.kind() == Kind.QUIET_NAN;
        boolean quietY = y.kind() == Kind.QUIET_NAN;
        long loser = f.infinity(!least);
        if (quietX && !quietY) {
            return extreme(loser, b, least);
        }
        return quietY && !quietX ? extreme(a, loser, least) : extreme(a, b, least);
    }

    private long flushed(long bits, Unpacked u) {
        return u.zero() ? f.zero(u.negative()) : bits;
    }
}
