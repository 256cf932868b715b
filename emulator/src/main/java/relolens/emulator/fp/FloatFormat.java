package relolens.emulator.fp;

/** A binary floating-point format of IEEE 754, or bfloat16. */
public enum FloatFormat {
    HALF(5, 10),
    SINGLE(8, 23),
    DOUBLE(11, 52),
    BFLOAT(8, 7);

    /** Bits of the exponent. */
    final int exponentBits;
    /** Bits of the fraction, the leading one not counted. */
    final int fractionBits;
    /** Exponent of the smallest normal number. */
    final int minExponent;

    FloatFormat(int exponentBits, int fractionBits) {
        this.exponentBits = exponentBits;
        this.fractionBits = fractionBits;
        minExponent = 2 - (1 << exponentBits - 1);
    }

    /** {@return bits of a number} */
    public int bits() {
        return 1 + exponentBits + fractionBits;
    }

    /** {@return the biased exponent of infinities and NaNs} */
    int top() {
        return (1 << exponentBits) - 1;
    }

    /** {@return the sign bit alone} */
    public long signBit() {
        return 1L << exponentBits + fractionBits;
    }

    /** {@return the sign bit and zeros, or all zeros} */
    public long zero(boolean negative) {
        return negative ? signBit() : 0;
    }

    /** {@return an infinity} */
    public long infinity(boolean negative) {
        return zero(negative) | (long) top() << fractionBits;
    }

    /** {@return the finite number farthest from zero} */
    long maximum(boolean negative) {
        return infinity(negative) - 1;
    }

    /** {@return the top bit of the fraction, which tells quiet NaNs} */
    long quietBit() {
        return 1L << fractionBits - 1;
    }

    /** {@return the NaN of operations that have no result} */
    public long defaultNan() {
        return infinity(false) | quietBit();
    }

    /** {@return a small power of two} */
    long power(boolean negative, int exponent) {
        return zero(negative) | (long) (exponent - minExponent + 1) << fractionBits;
    }
}
