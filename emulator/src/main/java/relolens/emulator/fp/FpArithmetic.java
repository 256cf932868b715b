package relolens.emulator.fp;

import java.math.BigInteger;
import relolens.emulator.fp.Unpacked.Kind;

/**
 * Sums, products, quotients and roots on bit patterns (Arm ARM J1.3, FPAdd and its kin). Operands and results are the low
 * bits of a long; exceptions go to the environment.
 */
public final class FpArithmetic {
    private final FpEnvironment env;
    private final FloatFormat f;

    /** Arithmetic in {@code format} under {@code env}. */
    public FpArithmetic(FpEnvironment env, FloatFormat format) {
        this.env = env;
        this.f = format;
    }

    private boolean ordinary(long a, long b) {
        return env.ordinary() && HostArithmetic.normal(f, a, b);
    }

    /** {@return a + b} */
    public long add(long a, long b) {
        long quick = ordinary(a, b) ? HostArithmetic.add(f, a, b) : HostArithmetic.NONE;
        if (quick != HostArithmetic.NONE) {
            return quick;
        }
        return sum(a, env.unpack(f, a), b, env.unpack(f, b), false);
    }

    /** {@return a - b} */
    public long subtract(long a, long b) {
        long quick = ordinary(a, b) ? HostArithmetic.add(f, a, b ^ f.signBit()) : HostArithmetic.NONE;
        if (quick != HostArithmetic.NONE) {
            return quick;
        }
        return sum(a, env.unpack(f, a), b, env.unpack(f, b), true);
    }

    private long sum(long a, Unpacked x, long b, Unpacked given, boolean negate) {
        if (x.nan() || given.nan()) {
            return nan(a, x, b, given);
        }
        Unpacked y = negate ? given.negated() : given;
        if (x.infinite() || y.infinite()) {
            if (x.infinite() && y.infinite() && x.negative() != y.negative()) {
                return env.invalid(f);
            }
            return f.infinity(x.infinite() ? x.negative() : y.negative());
        }
        if (x.zero() && y.zero() && x.negative() == y.negative()) {
            return f.zero(x.negative());
        }
        int e = Math.min(x.exponent(), y.exponent());
        if (x.zero() || y.zero()) {
            e = x.zero() ? y.exponent() : x.exponent();
        }
        BigInteger left = x.zero() ? BigInteger.ZERO : x.signed().shiftLeft(x.exponent() - e);
        BigInteger right = y.zero() ? BigInteger.ZERO : y.signed().shiftLeft(y.exponent() - e);
        return env.round(f, left.add(right), e);
    }

    /** {@return the NaN that two operands, at least one of them a NaN, result in} */
    long nan(long a, Unpacked x, long b, Unpacked y) {
        if (x.kind() == Kind.SIGNALLING_NAN) {
            return env.propagate(f, a, x);
        }
        if (y.kind() == Kind.SIGNALLING_NAN) {
            return env.propagate(f, b, y);
        }
        return x.nan() ? env.propagate(f, a, x) : env.propagate(f, b, y);
    }

    /** {@return a × b} */
    public long multiply(long a, long b) {
        return multiply(a, b, false);
    }

    /** {@return a × b, infinity times zero being 2 (FMULX)} */
    public long multiplyExtended(long a, long b) {
        return multiply(a, b, true);
    }

    private long multiply(long a, long b, boolean extended) {
        long quick = ordinary(a, b) ? HostArithmetic.multiply(f, a, b) : HostArithmetic.NONE;
        if (quick != HostArithmetic.NONE) {
            return quick;
        }
        Unpacked x = env.unpack(f, a);
        Unpacked y = env.unpack(f, b);
        if (x.nan() || y.nan()) {
            return nan(a, x, b, y);
        }
        boolean negative = x.negative() != y.negative();
        if (x.infinite() && y.zero() || x.zero() && y.infinite()) {
            return extended ? f.power(negative, 1) : env.invalid(f);
        }
        if (x.infinite() || y.infinite()) {
            return f.infinity(negative);
        }
        if (x.zero() || y.zero()) {
            return f.zero(negative);
        }
        BigInteger product = BigInteger.valueOf(x.magnitude()).multiply(BigInteger.valueOf(y.magnitude()));
        return env.round(f, negative, product, x.exponent() + y.exponent(), false);
    }

    /** {@return a ÷ b} */
    public long divide(long a, long b) {
        long quick = ordinary(a, b) ? HostArithmetic.divide(f, a, b) : HostArithmetic.NONE;
        if (quick != HostArithmetic.NONE) {
            return quick;
        }
        Unpacked x = env.unpack(f, a);
        Unpacked y = env.unpack(f, b);
        if (x.nan() || y.nan()) {
            return nan(a, x, b, y);
        }
        boolean negative = x.negative() != y.negative();
        if (x.infinite() && y.infinite() || x.zero() && y.zero()) {
            return env.invalid(f);
        }
        if (x.infinite() || y.zero()) {
            if (!x.infinite()) {
                env.raise(FpEnvironment.DIVIDE_BY_ZERO);
            }
            return f.infinity(negative);
        }
        if (x.zero() || y.infinite()) {
            return f.zero(negative);
        }
        // Enough bits that rounding looks at no more than whether something is left.
        int extra = 2 * f.fractionBits + 4;
        BigInteger[] parts = BigInteger.valueOf(x.magnitude())
                .shiftLeft(extra)
                .divideAndRemainder(BigInteger.valueOf(y.magnitude()));
        int exponent = x.exponent() - y.exponent() - extra;
        return env.round(f, negative, parts[0], exponent, parts[1].signum() != 0);
    }

    /** {@return the square root of a} */
    public long squareRoot(long a) {
        Unpacked x = env.unpack(f, a);
        if (x.nan()) {
            return env.propagate(f, a, x);
        }
        if (x.zero()) {
            return f.zero(x.negative());
        }
        if (x.negative()) {
            return env.invalid(f);
        }
        if (x.infinite()) {
            return f.infinity(false);
        }
        int extra = 2 * f.fractionBits + 4 + (x.exponent() & 1);
        BigInteger[] parts = BigInteger.valueOf(x.magnitude()).shiftLeft(extra).sqrtAndRemainder();
        return env.round(f, false, parts[0], (x.exponent() - extra) / 2, parts[1].signum() != 0);
    }

    /** {@return addend + a × b, rounded once} */
    public long multiplyAdd(long addend, long a, long b) {
        boolean plain = ordinary(a, b) && HostArithmetic.normal(f, addend, addend);
        long quick = plain ? HostArithmetic.multiplyAdd(f, addend, a, b) : HostArithmetic.NONE;
        if (quick != HostArithmetic.NONE) {
            return quick;
        }
        return multiplyAdd(f, addend, a, b);
    }

    /** {@return addend + a × b rounded once, a and b of format {@code narrow}} */
    public long multiplyAdd(FloatFormat narrow, long addend, long a, long b) {
        Unpacked z = env.unpack(f, addend);
        Unpacked x = env.unpack(narrow, a);
        Unpacked y = env.unpack(narrow, b);
        boolean noProduct = x.infinite() && y.zero() || x.zero() && y.infinite();
        if (z.kind() == Kind.QUIET_NAN && noProduct) {
            return env.invalid(f);
        }
        if (x.nan() || y.nan() || z.nan()) {
            return nan(narrow, addend, z, a, x, b, y);
        }
        boolean negative = x.negative() != y.negative();
        boolean infinite = x.infinite() || y.infinite();
        if (noProduct || z.infinite() && infinite && z.negative() != negative) {
            return env.invalid(f);
        }
        if (z.infinite() || infinite) {
            return f.infinity(z.infinite() ? z.negative() : negative);
        }
        boolean nothing = x.zero() || y.zero();
        if (z.zero() && nothing && z.negative() == negative) {
            return f.zero(negative);
        }
        BigInteger product = nothing ? BigInteger.ZERO : x.signed().multiply(y.signed());
        int power = x.exponent() + y.exponent();
        if (z.zero()) {
            return env.round(f, product, nothing ? 0 : power);
        }
        if (nothing) {
            return env.round(f, z.signed(), z.exponent());
        }
        int e = Math.min(power, z.exponent());
        return env.round(f, product.shiftLeft(power - e).add(z.signed().shiftLeft(z.exponent() - e)), e);
    }

    private long nan(FloatFormat narrow, long addend, Unpacked z, long a, Unpacked x, long b, Unpacked y) {
        if (z.kind() == Kind.SIGNALLING_NAN) {
            return env.propagate(f, addend, z);
        }
        boolean second = x.kind() != Kind.SIGNALLING_NAN && y.kind() == Kind.SIGNALLING_NAN;
        if (x.kind() != Kind.SIGNALLING_NAN && !second && z.nan()) {
            return env.propagate(f, addend, z);
        }
        boolean first = !second && x.nan();
        long bits = FpConvert.widenedNan(narrow, f, first ? a : b);
        return env.propagate(f, bits, first ? x : y);
    }

    /** {@return 2 - a × b, or with {@code root} (3 - a × b) / 2, rounded once; operands -a (FRECPS, FRSQRTS)} */
    public long step(long negatedA, long b, boolean root) {
        Unpacked x = env.unpack(f, negatedA);
        Unpacked y = env.unpack(f, b);
        if (x.nan() || y.nan()) {
            return nan(negatedA, x, b, y);
        }
        boolean negative = x.negative() != y.negative();
        if (x.infinite() && y.zero() || x.zero() && y.infinite()) {
            return root ? f.power(false, 0) | f.quietBit() : f.power(false, 1);
        }
        if (x.infinite() || y.infinite()) {
            return f.infinity(negative);
        }
        BigInteger product = x.zero() || y.zero() ? BigInteger.ZERO : x.signed().multiply(y.signed());
        int power = x.exponent() + y.exponent();
        int e = Math.min(power, 0);
        BigInteger constant = BigInteger.valueOf(root ? 3 : 2).shiftLeft(-e);
        return env.round(f, constant.add(product.shiftLeft(power - e)), root ? e - 1 : e);
    }
}
