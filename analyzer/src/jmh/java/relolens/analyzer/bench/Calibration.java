package relolens.analyzer.bench;

import java.util.Arrays;

/** A fixed loop that depends on nothing of ours: other times are told as multiples of it. */
public final class Calibration {
    /** Steps of one unit. */
    static final int STEPS = 10_000_000;

    private static final int ROUNDS = 9;

    private Calibration() {}

    /** {@return what {@code steps} xorshift steps make of {@code seed}; each needs the one before} */
    static long spin(long seed, int steps) {
        long x = seed;
        for (int i = 0; i < steps; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }

    /** Prints the median milliseconds of one unit: for scripts that time whole processes. */
    public static void main(String[] args) {
        double[] millis = new double[ROUNDS];
        long x = 88_172_645_463_325_252L;
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            long start = System.nanoTime();
            x = spin(x, STEPS);
            if (round >= 0) {
                millis[round] = (System.nanoTime() - start) / 1e6;
            }
        }
        if (x == 0) {
            throw new AssertionError("xorshift never reaches 0");
        }
        Arrays.sort(millis);
        System.out.println(millis[ROUNDS / 2]);
    }
}
