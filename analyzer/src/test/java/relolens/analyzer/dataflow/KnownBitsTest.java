package relolens.analyzer.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;

class KnownBitsTest {
    private final Random random = new Random(7);

    /** What is said of a result is true of every pair of values the operands may have. */
    private void sound(LongBinaryOperator exact, BinaryOperator<KnownBits> abstracted) {
        for (int i = 0; i < 20_000; i++) {
            long a = random.nextLong() & (random.nextBoolean() ? -1 : 0xffff);
            long b = random.nextLong() & (random.nextBoolean() ? -1 : 0xfff);
            KnownBits left = KnownBits.of(a).forget(random.nextLong() & random.nextLong());
            KnownBits right = KnownBits.of(b).forget(random.nextLong() & random.nextLong());
            KnownBits result = abstracted.apply(left, right);
            long value = exact.applyAsLong(a, b);
            assertEquals(0, result.zeros() & value);
            assertEquals(0, result.ones() & ~value);
            assertEquals(0, result.zeros() & result.ones());
        }
    }

    @Test
    void arithmeticIsSound() {
        sound(Long::sum, KnownBits::add);
        sound((a, b) -> a - b, KnownBits::subtract);
        sound((a, b) -> a & b, KnownBits::and);
        sound((a, b) -> a | b, KnownBits::or);
        sound((a, b) -> a ^ b, KnownBits::xor);
        sound((a, b) -> a << 5, (a, b) -> a.shiftLeft(5));
        sound((a, b) -> a >>> 9, (a, b) -> a.shiftRight(9));
        sound((a, b) -> a, KnownBits::join);
        sound((a, b) -> b, KnownBits::join);
        sound((a, b) -> a & 0xffffffffL, (a, b) -> a.truncate32());
        sound((a, b) -> a, (a, b) -> a.widen());
    }

    @Test
    void alignmentSurvivesStepping() {
        KnownBits page = KnownBits.aligned(4096);
        KnownBits stepped = page.add(KnownBits.of(64));
        assertEquals(0x40, stepped.ones() & 0xfff);
        KnownBits both = page.join(stepped).widen();
        assertEquals(6, both.knownLowBits());
        assertTrue(both.subtract(KnownBits.of(8)).bit(3).yes());
    }

    @Test
    void constantsStayExact() {
        assertEquals(KnownBits.of(0x1234), KnownBits.of(0x1200).add(KnownBits.of(0x34)));
        assertEquals(KnownBits.of(-1), KnownBits.of(0).subtract(KnownBits.of(1)));
    }
}
