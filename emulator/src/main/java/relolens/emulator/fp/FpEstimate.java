package relolens.emulator.fp;

/** Reciprocal estimates (Arm ARM J1.3, FPRecipEstimate, FPRSqrtEstimate, FPRecpX). */
public final class FpEstimate {
    private final FpEnvironment env;
    private final FloatFormat f;

    /** Estimates in {@code format} under {@code env}. */
    public FpEstimate(FpEnvironment env, FloatFormat format) {
        this.env = env;
        this.f = format;
    }

    /** {@return an estimate of 1 ÷ a} */
    public long reciprocal(long a) {
        Unpacked u = env.unpack(f, a);
        if (u.nan()) {
            return env.propagate(f, a, u);
        }
        if (u.infinite()) {
            return f.zero(u.negative());
        }
        if (u.zero()) {
            env.raise(FpEnvironment.DIVIDE_BY_ZERO);
            return f.infinity(u.negative());
        }
        int lead = 63 - Long.numberOfLeadingZeros(u.magnitude());
        int exponent = lead + u.exponent();
        if (exponent < f.minExponent - 2) {
            env.raise(FpEnvironment.OVERFLOW | FpEnvironment.INEXACT);
            return env.rounding.overflows(u.negative()) ? f.infinity(u.negative()) : f.maximum(u.negative());
        }
        if (env.flushes(f) && flushesReciprocal(exponent)) {
            env.raise(FpEnvironment.UNDERFLOW);
            return f.zero(u.negative());
        }
        // 256 to 511: the leading one and eight bits of the fraction.
        int scaled = (int) (lead >= 8 ? u.magnitude() >>> lead - 8 : u.magnitude() << 8 - lead);
        int estimate = Estimate.reciprocal(scaled);
        int bias = -f.minExponent + 1;
        int result = bias - 1 - exponent;
        long fraction = (long) (estimate & 255) << f.fractionBits - 8;
        if (result == 0) {
            fraction = fraction >>> 1 | 1L << f.fractionBits - 1;
        } else if (result == -1) {
            fraction = fraction >>> 2 | 1L << f.fractionBits - 2;
            result = 0;
        }
        return f.zero(u.negative()) | (long) result << f.fractionBits | fraction;
    }

    /** Numbers of at least 2^(bias - 1) have a reciprocal below the normal range. */
    private boolean flushesReciprocal(int exponent) {
        int bias = -f.minExponent + 1;
        return exponent >= bias - 1;
    }

    /** {@return an estimate of 1 ÷ √a} */
    public long reciprocalRoot(long a) {
        Unpacked u = env.unpack(f, a);
        if (u.nan()) {
            return env.propagate(f, a, u);
        }
        if (u.zero()) {
            env.raise(FpEnvironment.DIVIDE_BY_ZERO);
            return f.infinity(u.negative());
        }
        if (u.negative()) {
            return env.invalid(f);
        }
        if (u.infinite()) {
            return f.zero(false);
        }
        int lead = 63 - Long.numberOfLeadingZeros(u.magnitude());
        int exponent = lead + u.exponent();
        int scaled = (int) (lead >= 8 ? u.magnitude() >>> lead - 8 : u.magnitude() << 8 - lead);
        // The estimate is of a number from 0.25 to 1 times an even power of two.
        boolean even = (exponent & 1) == 0;
        int estimate = Estimate.reciprocalRoot(even ? scaled >>> 1 : scaled);
        int bias = -f.minExponent + 1;
        int result = Math.floorDiv(3 * bias - 1 - (exponent + bias), 2);
        return (long) result << f.fractionBits | (long) (estimate & 255) << f.fractionBits - 8;
    }

    /** {@return a with its exponent inverted and its fraction cleared (FRECPX)} */
    public long invertedExponent(long a) {
        Unpacked u = env.unpack(f, a);
        if (u.nan()) {
            return env.propagate(f, a, u);
        }
        int exponent = (int) (a >>> f.fractionBits) & f.top();
        long sign = a & f.signBit();
        long other = exponent == 0 ? f.top() - 1 : ~exponent & f.top();
        return sign | other << f.fractionBits;
    }
}
