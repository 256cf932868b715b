package relolens.analyzer.asm;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Binary floating point as GNU as writes it: exact numbers rounded half away from zero (IEEE 754 interchange formats). */
enum FloatFormat {
    HALF(2, 5, 10),
    BFLOAT(2, 8, 7),
    SINGLE(4, 8, 23),
    DOUBLE(8, 11, 52),
    /** x87 extended, in ten bytes: the leading bit stands in the fraction. */
    EXTENDED(10, 15, 63);

    private static final int HUGE = 6000;

    private final int bytes;
    private final int exponentBits;
    private final int fractionBits;

    FloatFormat(int bytes, int exponentBits, int fractionBits) {
        this.bytes = bytes;
        this.exponentBits = exponentBits;
        this.fractionBits = fractionBits;
    }

    /** {@return size of one number, in bytes} */
    int bytes() {
        return bytes;
    }

    private BigInteger assemble(boolean negative, BigInteger magnitude) {
        int sign = this == EXTENDED ? 79 : 8 * bytes - 1;
        return negative ? magnitude.setBit(sign) : magnitude;
    }

    BigInteger infinity(boolean negative) {
        BigInteger exponent = BigInteger.ONE.shiftLeft(exponentBits).subtract(BigInteger.ONE);
        return assemble(negative, exponent.shiftLeft(this == EXTENDED ? 64 : fractionBits));
    }

    /** {@return the NaN that GNU as writes; a signalling one lacks the fraction's first bit} */
    BigInteger nan(boolean negative, boolean signalling) {
        BigInteger all = BigInteger.ONE.shiftLeft(exponentBits + fractionBits).subtract(BigInteger.ONE);
        return assemble(negative, signalling ? all.clearBit(fractionBits - 1) : all);
    }

    /** {@return the bits of the number nearest to {@code value}, or null if none is near it} */
    @Nullable
    BigInteger encode(BigDecimal value, boolean negative) {
        BigDecimal abs = value.abs();
        if (abs.signum() == 0) {
            return assemble(negative, BigInteger.ZERO);
        }
        if (abs.precision() - (long) abs.scale() > HUGE || abs.precision() - (long) abs.scale() < -HUGE) {
            return null;
        }
        BigInteger top =
                abs.scale() >= 0 ? abs.unscaledValue() : abs.unscaledValue().multiply(BigInteger.TEN.pow(-abs.scale()));
        BigInteger bottom = abs.scale() > 0 ? BigInteger.TEN.pow(abs.scale()) : BigInteger.ONE;
        int exponent = top.bitLength() - bottom.bitLength();
        if (compare(top, bottom, exponent) < 0) {
            exponent--;
        }
        int bias = (1 << exponentBits - 1) - 1;
        int below = -(exponent + bias);
        if (exponent + bias >= (1 << exponentBits) - 1 || below > fewestBits()) {
            return null;
        }
        // The unit of the last place: that of the smallest normal number for the numbers below it.
        int unit = Math.max(exponent, 1 - bias) - fractionBits;
        BigInteger scaled = unit >= 0
                ? top.shiftLeft(1).divide(bottom.shiftLeft(unit))
                : top.shiftLeft(1 - unit).divide(bottom);
        BigInteger rounded = scaled.add(BigInteger.ONE).shiftRight(1);
        BigInteger leading = BigInteger.ONE.shiftLeft(fractionBits);
        if (this == EXTENDED) {
            boolean carry = rounded.bitLength() > 64;
            BigInteger biased = BigInteger.valueOf(exponent + bias + (carry ? 1 : 0));
            return assemble(negative, biased.shiftLeft(64).or(carry ? rounded.shiftRight(1) : rounded));
        }
        return exponent < 1 - bias
                ? assemble(negative, rounded)
                : assemble(
                        negative,
                        BigInteger.valueOf(exponent + bias)
                                .shiftLeft(fractionBits)
                                .add(rounded.subtract(leading)));
    }

    /** {@return how far below the smallest normal exponent GNU as still writes a (vanishing) number} */
    private int fewestBits() {
        int words = bytes / 2;
        return 16 * words - exponentBits - 1 + 15 - exponentBits;
    }

    private static int compare(BigInteger top, BigInteger bottom, int exponent) {
        return exponent >= 0
                ? top.compareTo(bottom.shiftLeft(exponent))
                : top.shiftLeft(-exponent).compareTo(bottom);
    }
}
