package relolens.emulator.fp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FpConvertTest {
    private final Random random = new Random(6);

    private static FpConvert from(FpEnvironment env, FloatFormat f) {
        return new FpConvert(env, f);
    }

    private static long bits(double v) {
        return Double.doubleToRawLongBits(v);
    }

    @Test
    void doublesBecomeSinglesAsInJava() {
        FpConvert fp = from(FpEnvironment.of(0), FloatFormat.DOUBLE);
        for (int i = 0; i < 20_000; i++) {
            double v = random.nextGaussian() * Math.pow(2, random.nextInt(320) - 160);
            assertThat((int) fp.to(FloatFormat.SINGLE, bits(v), null)).isEqualTo(Float.floatToRawIntBits((float) v));
        }
    }

    @Test
    void integersBecomeNumbersAsInJavaAndBack() {
        FpConvert fp = from(FpEnvironment.of(0), FloatFormat.DOUBLE);
        for (int i = 0; i < 20_000; i++) {
            long v = random.nextLong() >> random.nextInt(64);
            assertThat(fp.fromInteger(v, true, 0)).isEqualTo(bits((double) v));
            double d = random.nextGaussian() * Math.pow(2, random.nextInt(70));
            assertThat(fp.toInteger(bits(d), 64, true, 0, Rounding.ZERO)).isEqualTo((long) d);
            assertThat(fp.toInteger(bits(d), 32, true, 0, Rounding.ZERO)).isEqualTo((int) d);
        }
    }

    @Test
    void tiesGoWhereTheRoundingSays() {
        FpConvert fp = from(FpEnvironment.of(0), FloatFormat.DOUBLE);
        double[] ties = {-2.5, -1.5, -0.5, 0.5, 1.5, 2.5};
        long[][] wanted = {
            {-2, -2, 0, 0, 2, 2},
            {-2, -1, 0, 1, 2, 3},
            {-3, -2, -1, 0, 1, 2},
            {-2, -1, 0, 0, 1, 2},
            {-3, -2, -1, 1, 2, 3}
        };
        for (int r = 0; r < wanted.length; r++) {
            for (int i = 0; i < ties.length; i++) {
                long got = fp.toInteger(bits(ties[i]), 64, true, 0, Rounding.values()[r]);
                assertThat(got).as("%s %s", Rounding.values()[r], ties[i]).isEqualTo(wanted[r][i]);
            }
        }
    }

    @Test
    void whatDoesNotFitIsTheEndOfTheRangeAndInvalidButNotInexact() {
        FpEnvironment env = FpEnvironment.of(0);
        FpConvert fp = from(env, FloatFormat.DOUBLE);
        assertThat(fp.toInteger(bits(1e300), 32, true, 0, Rounding.ZERO)).isEqualTo(Integer.MAX_VALUE);
        assertThat(fp.toInteger(bits(-1e300), 32, false, 0, Rounding.ZERO)).isZero();
        assertThat(fp.toInteger(bits(Double.NaN), 64, true, 0, Rounding.ZERO)).isZero();
        assertThat(fp.toInteger(bits(-1.5), 64, false, 0, Rounding.ZERO)).isZero();
        assertThat(env.flags()).isEqualTo(FpEnvironment.INVALID);
        assertThat(fp.toInteger(bits(-0.5), 64, false, 0, Rounding.ZERO)).isZero();
        assertThat(env.flags()).isEqualTo(FpEnvironment.INVALID | FpEnvironment.INEXACT);
    }

    @Test
    void alternativeHalvesHaveNumbersWhereOthersHaveInfinities() {
        long alternative = 1L << 26;
        FpConvert single = from(FpEnvironment.of(alternative), FloatFormat.SINGLE);
        FpConvert half = from(FpEnvironment.of(alternative), FloatFormat.HALF);
        long large = Float.floatToRawIntBits(98304f);
        assertThat(single.to(FloatFormat.HALF, large, null)).isEqualTo(0x7e00);
        assertThat(half.to(FloatFormat.SINGLE, 0x7e00, null)).isEqualTo(large);
        assertThat(from(FpEnvironment.of(0), FloatFormat.SINGLE).to(FloatFormat.HALF, large, null))
                .isEqualTo(0x7c00);
    }

    @Test
    void javaScriptsConversionWrapsAndTellsExactness() {
        FpConvert fp = from(FpEnvironment.of(0), FloatFormat.DOUBLE);
        assertThat(fp.toJavaScript(bits(7))).isEqualTo(7);
        assertThat(fp.toJavaScript(bits(4294967301.0))).isEqualTo(5 | 1L << 32);
        assertThat(fp.toJavaScript(bits(-0.0))).isEqualTo(1L << 32);
        assertThat(fp.toJavaScript(bits(2.5))).isEqualTo(2 | 1L << 32);
        assertThat(fp.toJavaScript(bits(-1))).isEqualTo(0xffff_ffffL);
    }
}
