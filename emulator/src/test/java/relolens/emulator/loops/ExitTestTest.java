package relolens.emulator.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is said of many rounds at once must hold in each of them. */
class ExitTestTest {
    private static final long[] CORNERS = {
        0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62, -1L << 62, 0xffff_0000_4000_0000L, 0x4000_0000L
    };
    private static final Place ANY = new Place(0, 0, false);

    private static long value(Random random) {
        return CORNERS[random.nextInt(CORNERS.length)] + random.nextInt(257) - 128;
    }

    private static long step(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> random.nextLong();
            case 2 -> 1L << random.nextInt(64);
            default -> random.nextInt(65) - 32;
        };
    }

    @Test
    void manyRoundsAtOnceAreAsOneByOne() {
        Random random = new Random(20261130);
        int said = 0;
        for (int i = 0; i < 400_000; i++) {
            ExitTest.Kind kind = ExitTest.Kind.values()[random.nextInt(4)];
            int condition = random.nextInt(kind == ExitTest.Kind.COMPARE ? 16 : 2);
            long constant = kind == ExitTest.Kind.BIT ? random.nextInt(64) : random.nextInt(4) * 8L;
            ExitTest exit = new ExitTest(kind, ANY, ANY, constant, condition);
            long a = value(random);
            long b = random.nextInt(3) == 0 ? a + random.nextInt(200) - 100 : value(random);
            long stepA = step(random);
            long stepB = random.nextBoolean() ? 0 : step(random);
            long last = random.nextInt(64);
            if (exit.goesOnUpTo(last, a, stepA, b, stepB)) {
                said++;
                for (long n = 0; n <= last; n++) {
                    assertThat(exit.goesOn(a + n * stepA, b + n * stepB))
                            .as("%s round %d of %d: %d by %d, %d by %d", exit, n, last, a, stepA, b, stepB)
                            .isTrue();
                }
            }
        }
        assertThat(said).isGreaterThan(20_000);
    }

    @Test
    void aLoopOverAPageIsToldAtOnce() {
        ExitTest below = new ExitTest(ExitTest.Kind.COMPARE, ANY, ANY, 0, 3);
        assertThat(below.goesOnUpTo(62, 0xffff_0000_4000_0040L, 64, 0xffff_0000_4000_1000L, 0))
                .isTrue();
        assertThat(below.goesOnUpTo(63, 0xffff_0000_4000_0040L, 64, 0xffff_0000_4000_1000L, 0))
                .isFalse();
    }
}
