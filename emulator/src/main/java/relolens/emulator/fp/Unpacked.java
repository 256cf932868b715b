package relolens.emulator.fp;

import java.math.BigInteger;

/**
 * A number taken apart.
 *
 * @param kind what it is
 * @param negative its sign
 * @param magnitude of a finite number that is not zero, else 0
 * @param exponent the power of two that {@code magnitude} counts
 */
record Unpacked(Kind kind, boolean negative, long magnitude, int exponent) {
    /** What a bit pattern stands for. */
    enum Kind {
        ZERO,
        FINITE,
        INFINITY,
        QUIET_NAN,
        SIGNALLING_NAN
    }

    boolean nan() {
        return kind == Kind.QUIET_NAN || kind == Kind.SIGNALLING_NAN;
    }

    boolean zero() {
        return kind == Kind.ZERO;
    }

    boolean infinite() {
        return kind == Kind.INFINITY;
    }

    boolean finite() {
        return kind == Kind.FINITE;
    }

    Unpacked negated() {
        return new Unpacked(kind, !negative, magnitude, exponent);
    }

    /** {@return the signed magnitude} */
    BigInteger signed() {
        BigInteger m = BigInteger.valueOf(magnitude);
        return negative ? m.negate() : m;
    }
}
