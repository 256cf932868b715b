package relolens.emulator.fp;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import relolens.emulator.fp.Unpacked.Kind;

/** Numbers to integers, fixed point, other formats, and back (Arm ARM J1.3, FPToFixed, FPConvert and their kin). */
public final class FpConvert {
    private final FpEnvironment env;
    private final FloatFormat f;

    /** Conversions from and to {@code format} under {@code env}. */
    public FpConvert(FpEnvironment env, FloatFormat format) {
        this.env = env;
        this.f = format;
    }

    private BigInteger integer(Unpacked u, int fractionBits, Rounding rounding) {
        int shift = -(u.exponent() + fractionBits);
        BigInteger magnitude = BigInteger.valueOf(u.magnitude());
        if (shift <= 0) {
            return magnitude.shiftLeft(-shift);
        }
        BigInteger kept = magnitude.shiftRight(shift);
        boolean half = magnitude.testBit(shift - 1);
        boolean rest = magnitude.getLowestSetBit() < shift - 1;
        boolean exact = !half && !rest;
        if (!exact) {
            env.raise(FpEnvironment.INEXACT);
        }
        boolean grows = rounding.grows(u.negative(), kept.testBit(0), half ? rest ? 1 : 0 : -1, exact);
        return grows ? kept.add(BigInteger.ONE) : kept;
    }

    /**
     * {@return the integer nearest in the sense of {@code rounding} to the number times 2^fractionBits, at the end of the
     * range if beyond it, sign-extended or zero-extended}
     *
     * @param bits of the integer
     * @param rounding null for the one FPCR asks for
     */
    public long toInteger(long number, int bits, boolean signed, int fractionBits, @Nullable Rounding rounding) {
        Unpacked u = env.unpack(f, number);
        if (u.nan()) {
            env.raise(FpEnvironment.INVALID);
            return 0;
        }
        if (u.zero()) {
            return 0;
        }
        long most = signed ? Long.MAX_VALUE >> 64 - bits : -1L >>> 64 - bits;
        long least = signed ? Long.MIN_VALUE >> 64 - bits : 0;
        int before = env.flags();
        BigInteger magnitude =
                u.infinite() ? null : integer(u, fractionBits, rounding == null ? env.rounding : rounding);
        BigInteger value = magnitude == null || !u.negative() ? magnitude : magnitude.negate();
        int room = signed ? bits - 1 : bits;
        boolean fits = value != null && value.bitLength() <= room && (signed || value.signum() >= 0);
        if (fits && value != null) {
            return value.longValue();
        }
        env.clearTo(before);
        env.raise(FpEnvironment.INVALID);
        return u.negative() ? least : most;
    }

    /** {@return the number nearest to an integer divided by 2^fractionBits} */
    public long fromInteger(long integer, boolean signed, int fractionBits) {
        if (integer == 0) {
            return 0;
        }
        boolean negative = signed && integer < 0;
        BigInteger magnitude = new BigInteger(Long.toUnsignedString(negative ? -integer : integer));
        return env.round(f, negative, magnitude, -fractionBits, false);
    }

    /**
     * {@return the number rounded to an integer}
     *
     * @param rounding null for the one FPCR asks for
     * @param exact whether a change raises Inexact
     */
    public long toIntegral(long number, @Nullable Rounding rounding, boolean exact) {
        Unpacked u = env.unpack(f, number);
        if (u.nan()) {
            return env.propagate(f, number, u);
        }
        if (u.infinite()) {
            return f.infinity(u.negative());
        }
        if (u.zero()) {
            return f.zero(u.negative());
        }
        int before = env.flags();
        BigInteger value = integer(u, 0, rounding == null ? env.rounding : rounding);
        if (!exact) {
            env.clearTo(before);
        }
        return value.signum() == 0 ? f.zero(u.negative()) : env.round(f, u.negative(), value, 0, false);
    }

    /** {@return the number rounded to an integer of {@code bits}, or the least of them if it does not fit (FRINT32X)} */
    public long toIntegralOf(long number, int bits, @Nullable Rounding rounding) {
        Unpacked u = env.unpack(f, number);
        int before = env.flags();
        if (u.zero()) {
            return f.zero(u.negative());
        }
        BigInteger value = u.finite() ? integer(u, 0, rounding == null ? env.rounding : rounding) : null;
        BigInteger signed = value == null || !u.negative() ? value : value.negate();
        if (value == null || signed == null || signed.bitLength() > bits - 1) {
            env.clearTo(before);
            env.raise(FpEnvironment.INVALID);
            return f.power(true, bits - 1);
        }
        return value.signum() == 0 ? f.zero(u.negative()) : env.round(f, u.negative(), value, 0, false);
    }

    /**
     * {@return the number in format {@code to}}
     *
     * @param rounding null for the one FPCR asks for
     */
    public long to(FloatFormat to, long number, @Nullable Rounding rounding) {
        FpEnvironment own = (rounding == null ? env : env.rounding(rounding)).converting();
        boolean alternative = own.alternativeHalf;
        long result = to(own, to, number, alternative);
        env.raise(own.flags());
        return result;
    }

    private long to(FpEnvironment own, FloatFormat to, long number, boolean alternative) {
        Unpacked u = alternative && f == FloatFormat.HALF ? alternativeHalf(number) : own.unpack(f, number);
        boolean narrow = alternative && to == FloatFormat.HALF;
        if (u.nan()) {
            if (narrow) {
                own.raise(FpEnvironment.INVALID);
                return to.zero(u.negative());
            }
            if (u.kind() == Kind.SIGNALLING_NAN) {
                own.raise(FpEnvironment.INVALID);
            }
            return own.defaultNan ? to.defaultNan() : widenedNan(f, to, number) | to.quietBit();
        }
        if (u.infinite()) {
            if (narrow) {
                own.raise(FpEnvironment.INVALID);
                return to.zero(u.negative()) | to.signBit() - 1;
            }
            return to.infinity(u.negative());
        }
        if (u.zero()) {
            return to.zero(u.negative());
        }
        return own.round(to, u.negative(), BigInteger.valueOf(u.magnitude()), u.exponent(), false);
    }

    /** The largest exponent stands for numbers. */
    private static Unpacked alternativeHalf(long bits) {
        FloatFormat h = FloatFormat.HALF;
        boolean negative = (bits & h.signBit()) != 0;
        int exponent = (int) (bits >>> h.fractionBits) & h.top();
        long fraction = bits & (1L << h.fractionBits) - 1;
        if (exponent == 0 && fraction == 0) {
            return new Unpacked(Kind.ZERO, negative, 0, 0);
        }
        long lead = exponent == 0 ? 0 : 1L << h.fractionBits;
        int power = Math.max(exponent, 1) - 1 + h.minExponent - h.fractionBits;
        return new Unpacked(Kind.FINITE, negative, fraction | lead, power);
    }

    /** {@return a NaN's sign and the top of its fraction in another format, still signalling if it was and it fits} */
    static long widenedNan(FloatFormat from, FloatFormat to, long bits) {
        long fraction = bits & (1L << from.fractionBits) - 1;
        int more = to.fractionBits - from.fractionBits;
        long moved = more >= 0 ? fraction << more : fraction >>> -more;
        return to.infinity((bits & from.signBit()) != 0) | moved;
    }

    /**
     * JavaScript's conversion of a double to 32 bits: modulo 2^32, toward zero.
     *
     * @return the low 32 bits, and bit 32 set if the number is not exactly that integer
     */
    public long toJavaScript(long number) {
        Unpacked u = env.unpack(f, number);
        boolean negativeZero = number == f.signBit();
        if (u.nan() || u.infinite()) {
            env.raise(FpEnvironment.INVALID);
            return 1L << 32;
        }
        if (u.zero()) {
            return negativeZero || number != 0 ? 1L << 32 : 0;
        }
        int before = env.flags();
        BigInteger magnitude = integer(u, 0, Rounding.ZERO);
        BigInteger value = u.negative() ? magnitude.negate() : magnitude;
        boolean inexact = env.flags() != before || (u.magnitude() != 0 && inexact(u));
        if (value.bitLength() > 31) {
            env.clearTo(before);
            env.raise(FpEnvironment.INVALID);
            return value.longValue() & 0xffff_ffffL | 1L << 32;
        }
        return value.longValue() & 0xffff_ffffL | (inexact ? 1L << 32 : 0);
    }

    private static boolean inexact(Unpacked u) {
        return u.exponent() < 0 && Long.numberOfTrailingZeros(u.magnitude()) < -u.exponent();
    }
}
