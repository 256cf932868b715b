package relolens.emulator.fp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FpArithmeticTest {
    private static final long ROUND_UP = 1L << 22;
    private static final long ROUND_DOWN = 2L << 22;
    private static final long ROUND_TO_ZERO = 3L << 22;
    private static final long FLUSH = 1L << 24;
    private static final long DEFAULT_NAN = 1L << 25;

    private final Random random = new Random(5);

    private static FpArithmetic doubles(FpEnvironment env) {
        return new FpArithmetic(env, FloatFormat.DOUBLE);
    }

    /** Java's own arithmetic is IEEE 754's, rounding to nearest. */
    @Test
    void doublesComeOutAsJavaComputesThem() {
        FpArithmetic fp = doubles(FpEnvironment.of(0));
        FpArithmetic again = doubles(FpEnvironment.of(0, FpEnvironment.INEXACT));
        for (int i = 0; i < 20_000; i++) {
            double a = number();
            double b = number();
            double c = number();
            long x = Double.doubleToRawLongBits(a);
            long y = Double.doubleToRawLongBits(b);
            same(fp.add(x, y), a + b);
            same(fp.subtract(x, y), a - b);
            same(fp.multiply(x, y), a * b);
            same(fp.divide(x, y), a / b);
            same(again.subtract(x, y), a - b);
            same(again.multiply(x, y), a * b);
            same(fp.squareRoot(x), Math.sqrt(a));
            same(fp.multiplyAdd(Double.doubleToRawLongBits(c), x, y), Math.fma(a, b, c));
        }
    }

    @Test
    void singlesComeOutAsJavaComputesThem() {
        FpArithmetic fp = new FpArithmetic(FpEnvironment.of(0), FloatFormat.SINGLE);
        for (int i = 0; i < 20_000; i++) {
            float a = Float.intBitsToFloat(random.nextInt() & ~(random.nextInt(4) == 0 ? 0x7f00_0000 : 0));
            float b = Float.intBitsToFloat(random.nextInt() & ~(random.nextInt(4) == 0 ? 0x7f00_0000 : 0));
            long x = Float.floatToRawIntBits(a) & 0xffff_ffffL;
            long y = Float.floatToRawIntBits(b) & 0xffff_ffffL;
            same(fp.add(x, y), a + b);
            same(fp.multiply(x, y), a * b);
            same(fp.divide(x, y), a / b);
        }
    }

    @Test
    void directedRoundingsEncloseTheNearest() {
        FpArithmetic up = doubles(FpEnvironment.of(ROUND_UP));
        FpArithmetic down = doubles(FpEnvironment.of(ROUND_DOWN));
        FpArithmetic zero = doubles(FpEnvironment.of(ROUND_TO_ZERO));
        int apart = 0;
        for (int i = 0; i < 5_000; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            long x = Double.doubleToRawLongBits(a);
            long y = Double.doubleToRawLongBits(b);
            double high = Double.longBitsToDouble(up.multiply(x, y));
            double low = Double.longBitsToDouble(down.multiply(x, y));
            assertThat(a * b).isBetween(low, high);
            assertThat(high == low || high == Math.nextUp(low)).isTrue();
            assertThat(Double.longBitsToDouble(zero.multiply(x, y))).isEqualTo(a * b > 0 ? low : high);
            apart += high == low ? 0 : 1;
        }
        assertThat(apart).isGreaterThan(4_000);
    }

    @Test
    void eachExceptionIsRaisedByWhatCausesIt() {
        long one = Double.doubleToRawLongBits(1);
        long three = Double.doubleToRawLongBits(3);
        long zero = 0;
        long infinity = FloatFormat.DOUBLE.infinity(false);
        long least = Double.doubleToRawLongBits(Double.MIN_NORMAL);
        FpEnvironment env = FpEnvironment.of(0);
        FpArithmetic fp = doubles(env);
        fp.add(one, three);
        assertThat(env.flags()).isZero();
        fp.divide(one, three);
        assertThat(env.flags()).isEqualTo(FpEnvironment.INEXACT);
        fp.divide(one, zero);
        assertThat(env.flags() & FpEnvironment.DIVIDE_BY_ZERO).isNotZero();
        assertThat(env.flags() & FpEnvironment.INVALID).isZero();
        assertThat(fp.subtract(infinity, infinity)).isEqualTo(FloatFormat.DOUBLE.defaultNan());
        assertThat(env.flags() & FpEnvironment.INVALID).isNotZero();
        fp.multiply(FloatFormat.DOUBLE.maximum(false), three);
        assertThat(env.flags() & FpEnvironment.OVERFLOW).isNotZero();
        assertThat(env.flags() & FpEnvironment.UNDERFLOW).isZero();
        fp.divide(least, three);
        assertThat(env.flags() & FpEnvironment.UNDERFLOW).isNotZero();
    }

    /** The short way over Java's arithmetic must not lose what only the long way finds. */
    @Test
    void otherExceptionsAreRaisedAfterInexactWasToo() {
        long most = FloatFormat.DOUBLE.maximum(false);
        long least = Double.doubleToRawLongBits(Double.MIN_NORMAL);
        FpEnvironment over = FpEnvironment.of(0, FpEnvironment.INEXACT);
        assertThat(doubles(over).add(most, most)).isEqualTo(FloatFormat.DOUBLE.infinity(false));
        assertThat(over.flags()).isEqualTo(FpEnvironment.OVERFLOW | FpEnvironment.INEXACT);
        FpEnvironment under = FpEnvironment.of(FLUSH, FpEnvironment.INEXACT);
        assertThat(doubles(under).multiply(least, Double.doubleToRawLongBits(0.75)))
                .isZero();
        assertThat(under.flags()).isEqualTo(FpEnvironment.UNDERFLOW);
    }

    @Test
    void flushingTakesNumbersBelowTheNormalRangeForZeroAndSaysSo() {
        FpEnvironment env = FpEnvironment.of(FLUSH);
        FpArithmetic fp = doubles(env);
        assertThat(fp.add(1, 1)).isZero();
        assertThat(env.flags()).isEqualTo(FpEnvironment.INPUT_DENORMAL);
        long least = Double.doubleToRawLongBits(Double.MIN_NORMAL);
        assertThat(fp.multiply(least, Double.doubleToRawLongBits(-0.5))).isEqualTo(1L << 63);
        assertThat(env.flags()).isEqualTo(FpEnvironment.INPUT_DENORMAL | FpEnvironment.UNDERFLOW);
    }

    @Test
    void nansKeepTheirPayloadUnlessTheDefaultOneIsAskedFor() {
        long signalling = FloatFormat.DOUBLE.infinity(true) | 5;
        long quiet = FloatFormat.DOUBLE.defaultNan() | 7;
        FpEnvironment env = FpEnvironment.of(0);
        assertThat(doubles(env).add(quiet, quiet + 1)).isEqualTo(quiet);
        assertThat(env.flags()).isZero();
        assertThat(doubles(env).add(quiet, signalling)).isEqualTo(signalling | FloatFormat.DOUBLE.quietBit());
        assertThat(env.flags()).isEqualTo(FpEnvironment.INVALID);
        assertThat(doubles(FpEnvironment.of(DEFAULT_NAN)).add(quiet, quiet)).isEqualTo(FloatFormat.DOUBLE.defaultNan());
    }

    private double number() {
        double plain = Double.longBitsToDouble(random.nextLong());
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(100) - 50;
            case 1 -> random.nextGaussian() * Double.MIN_NORMAL;
            case 2 -> random.nextGaussian();
            default -> plain;
        };
    }

    /** Results that are NaNs count as one. */
    private static void same(long bits, double wanted) {
        double ours = Double.longBitsToDouble(bits);
        assertThat(Double.isNaN(ours) == Double.isNaN(wanted)
                        && (Double.isNaN(ours) || bits == Double.doubleToRawLongBits(wanted)))
                .as("%s, should be %s", ours, wanted)
                .isTrue();
    }

    private static void same(long bits, float wanted) {
        float ours = Float.intBitsToFloat((int) bits);
        assertThat(Float.isNaN(ours) == Float.isNaN(wanted)
                        && (Float.isNaN(ours) || (int) bits == Float.floatToRawIntBits(wanted)))
                .as("%s, should be %s", ours, wanted)
                .isTrue();
    }
}
