package relolens.emulator.fp;

import java.math.BigInteger;
import relolens.emulator.fp.Unpacked.Kind;

/** What FPCR asks for, the exceptions raised so far (bits of FPSR), and the two steps that need both: unpack and round. */
public final class FpEnvironment {
    /** FPSR.IOC: no useful result. */
    public static final int INVALID = 1;
    /** FPSR.DZC. */
    public static final int DIVIDE_BY_ZERO = 2;
    /** FPSR.OFC. */
    public static final int OVERFLOW = 4;
    /** FPSR.UFC. */
    public static final int UNDERFLOW = 8;
    /** FPSR.IXC. */
    public static final int INEXACT = 16;
    /** FPSR.IDC: an operand below the normal range was taken for zero. */
    public static final int INPUT_DENORMAL = 128;

    final Rounding rounding;
    final boolean defaultNan;
    private final boolean flush;
    private final boolean flushHalf;
    private final boolean alternativeAsked;
    /** Whether half precision has neither infinities nor NaNs: in conversions only. */
    boolean alternativeHalf;

    private boolean ordinary;
    private int flags;

    private FpEnvironment(Rounding rounding, boolean dn, boolean fz, boolean fz16, boolean ahp) {
        this.rounding = rounding;
        defaultNan = dn;
        flush = fz;
        flushHalf = fz16;
        alternativeAsked = ahp;
    }

    /** {@return what {@code fpcr} asks for, no exception raised} */
    public static FpEnvironment of(long fpcr) {
        Rounding rounding = Rounding.values()[(int) (fpcr >>> 22) & 3];
        return new FpEnvironment(
                rounding,
                (fpcr >>> 25 & 1) != 0,
                (fpcr >>> 24 & 1) != 0,
                (fpcr >>> 19 & 1) != 0,
                (fpcr >>> 26 & 1) != 0);
    }

    /** {@return what {@code fpcr} asks for, where {@code fpsr} tells the exceptions raised earlier} */
    public static FpEnvironment of(long fpcr, long fpsr) {
        FpEnvironment env = of(fpcr);
        env.ordinary = env.rounding == Rounding.NEAREST_EVEN && (fpsr & INEXACT) != 0;
        return env;
    }

    /** {@return whether numbers round to the nearest and Inexact need not be found out, since it was raised already} */
    boolean ordinary() {
        return ordinary;
    }

    /** {@return what bfloat16 dot products use: round to odd, flush, default NaN; its exceptions go nowhere} */
    public static FpEnvironment bfloatDot() {
        return new FpEnvironment(Rounding.ODD_OR_INFINITY, true, true, true, false);
    }

    /** {@return the same with another rounding; exceptions are its own} */
    FpEnvironment rounding(Rounding other) {
        return new FpEnvironment(other, defaultNan, flush, flushHalf, alternativeAsked);
    }

    /** {@return the same for conversions between formats: halves are not flushed, and may be the alternative ones} */
    FpEnvironment converting() {
        FpEnvironment own = new FpEnvironment(rounding, defaultNan, flush, false, alternativeAsked);
        own.alternativeHalf = alternativeAsked;
        return own;
    }

    /** {@return exceptions raised so far} */
    public int flags() {
        return flags;
    }

    void raise(int exception) {
        flags |= exception;
    }

    /** Takes back what was raised since {@link #flags} was {@code before}. */
    void clearTo(int before) {
        flags = before;
    }

    boolean flushes(FloatFormat f) {
        return f == FloatFormat.HALF ? flushHalf : flush;
    }

    /** Takes {@code bits} apart; numbers below the normal range become zero where asked for (FPUnpack). */
    Unpacked unpack(FloatFormat f, long bits) {
        boolean negative = (bits & f.signBit()) != 0;
        int exponent = (int) (bits >>> f.fractionBits) & f.top();
        long fraction = bits & (1L << f.fractionBits) - 1;
        if (exponent == f.top()) {
            if (fraction == 0) {
                return new Unpacked(Kind.INFINITY, negative, 0, 0);
            }
            boolean quiet = (fraction & f.quietBit()) != 0;
            return new Unpacked(quiet ? Kind.QUIET_NAN : Kind.SIGNALLING_NAN, negative, 0, 0);
        }
        if (exponent == 0) {
            if (fraction != 0 && !flushes(f)) {
                return new Unpacked(Kind.FINITE, negative, fraction, f.minExponent - f.fractionBits);
            }
            if (fraction != 0 && f != FloatFormat.HALF) {
                raise(INPUT_DENORMAL);
            }
            return new Unpacked(Kind.ZERO, negative, 0, 0);
        }
        int power = exponent - 1 + f.minExponent - f.fractionBits;
        return new Unpacked(Kind.FINITE, negative, fraction | 1L << f.fractionBits, power);
    }

    /** Rounds {@code magnitude * 2^exponent}, which is not zero; {@code more}: and a bit more than that (FPRound). */
    long round(FloatFormat f, boolean negative, BigInteger magnitude, int exponent, boolean more) {
        // What is far beyond the largest number need not be told apart: the biased exponent stays in a long.
        int most = f.minExponent + f.top();
        if (magnitude.bitLength() - 1 + exponent > most) {
            return round(f, negative, BigInteger.ONE, most, true);
        }
        int lead = magnitude.bitLength() - 1 + exponent;
        boolean tiny = lead < f.minExponent;
        if (tiny && flushes(f)) {
            raise(UNDERFLOW);
            return f.zero(negative);
        }
        int shift = Math.max(lead, f.minExponent) - f.fractionBits - exponent;
        BigInteger kept = magnitude.shiftRight(shift);
        boolean half = shift > 0 && magnitude.testBit(shift - 1);
        boolean rest = more || shift > 1 && magnitude.getLowestSetBit() < shift - 1;
        boolean exact = !half && !rest;
        long mantissa = kept.longValueExact();
        if (tiny && !exact) {
            raise(UNDERFLOW);
        }
        if (rounding.grows(negative, (mantissa & 1) != 0, half ? rest ? 1 : 0 : -1, exact)) {
            mantissa++;
        }
        // A carry out of the fraction becomes the next exponent, that out of subnormals the first one.
        long biased = tiny ? 0 : lead - f.minExponent;
        long result = (biased << f.fractionBits) + mantissa;
        boolean alternative = alternativeHalf && f == FloatFormat.HALF;
        long limit = (long) (alternative ? f.top() + 1 : f.top()) << f.fractionBits;
        if (Long.compareUnsigned(result, limit) >= 0) {
            if (alternative) {
                raise(INVALID);
                return f.zero(negative) | limit - 1;
            }
            raise(OVERFLOW | INEXACT);
            return rounding.overflows(negative) ? f.infinity(negative) : f.maximum(negative);
        }
        if (!exact) {
            raise(INEXACT);
        }
        return f.zero(negative) | result;
    }

    /** {@return the sum's bits for a signed exact value; zero has the sign that rounding gives it} */
    long round(FloatFormat f, BigInteger value, int exponent) {
        if (value.signum() == 0) {
            return f.zero(rounding == Rounding.DOWN);
        }
        return round(f, value.signum() < 0, value.abs(), exponent, false);
    }

    /** {@return a NaN operand as a result: quiet, or the default one (FPProcessNaN)} */
    long propagate(FloatFormat f, long bits, Unpacked u) {
        if (u.kind() == Kind.SIGNALLING_NAN) {
            raise(INVALID);
        }
        return defaultNan ? f.defaultNan() : bits | f.quietBit();
    }

    /** {@return the default NaN, as the result of an operation that has none} */
    long invalid(FloatFormat f) {
        raise(INVALID);
        return f.defaultNan();
    }
}
