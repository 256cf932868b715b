package relolens.emulator.timing;

/** Fixed-point cycles: whole numbers, so that the parts of a total add up to it exactly. */
final class Ticks {
    /** Ticks of one cycle; divisible by every issue width up to 6, by 8 and by 10. */
    static final long CYCLE = 960;

    private Ticks() {}

    /** {@return ticks of a number of cycles} */
    static long of(double cycles) {
        return Math.round(cycles * CYCLE);
    }

    /** {@return cycles of ticks} */
    static double cycles(long ticks) {
        return (double) ticks / CYCLE;
    }
}
