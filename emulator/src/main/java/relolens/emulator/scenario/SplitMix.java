package relolens.emulator.scenario;

/** A small generator whose every value follows from a seed and a counter. */
final class SplitMix {
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }

    long next() {
        state += STEP;
        return mix(state);
    }

    /** {@return a number from 0 to {@code bound} - 1} */
    long below(long bound) {
        return Long.remainderUnsigned(next(), bound);
    }
}
