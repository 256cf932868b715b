package relolens.emulator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddSubtractTest {
    private static final long[] EDGES = {
        0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x7fff_ffffL, 0x8000_0000L, 0xffff_ffffL
    };

    private final Random random = new Random(64);

    private long value() {
        return random.nextInt(3) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextLong();
    }

    @Test
    void flagsAreThoseOfUnboundedArithmetic() {
        for (int i = 0; i < 100_000; i++) {
            long a = value();
            long b = value();
            int carry = random.nextInt(2);
            assertThat(AddSubtract.flags64(a, b, carry)).isEqualTo(expected(a, b, carry, 64));
            assertThat(AddSubtract.flags32((int) a, (int) b, carry)).isEqualTo(expected(a, b, carry, 32));
        }
    }

    private static int expected(long a, long b, int carry, int width) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(width);
        BigInteger signedSum = signed(a, width).add(signed(b, width)).add(BigInteger.valueOf(carry));
        BigInteger unsignedSum =
                signed(a, width).mod(modulus).add(signed(b, width).mod(modulus)).add(BigInteger.valueOf(carry));
        BigInteger result = unsignedSum.mod(modulus);
        BigInteger resultSigned = result.testBit(width - 1) ? result.subtract(modulus) : result;
        int flags = result.testBit(width - 1) ? 8 : 0;
        flags |= result.signum() == 0 ? 4 : 0;
        flags |= result.equals(unsignedSum) ? 0 : 2;
        flags |= resultSigned.equals(signedSum) ? 0 : 1;
        return flags << 28;
    }

    private static BigInteger signed(long value, int width) {
        return BigInteger.valueOf(width == 32 ? (int) value : value);
    }

    @Test
    void conditionsComeInOppositePairs() {
        for (int flags = 0; flags < 16; flags++) {
            for (int condition = 0; condition < 14; condition += 2) {
                assertThat(Condition.holds(condition, flags << 28))
                        .isNotEqualTo(Condition.holds(condition + 1, flags << 28));
            }
            assertThat(Condition.holds(14, flags << 28)).isTrue();
            assertThat(Condition.holds(15, flags << 28)).isTrue();
        }
    }
}
