package relolens.emulator.scenario;

import relolens.emulator.memory.LittleEndian;

/** A small generator whose every value follows from a seed and a counter: any page can be told without the ones before. */
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

    /** {@return word {@code index} of page {@code page} of the contents that belong to {@code seed}} */
    static long word(long seed, long page, int index) {
        return mix(mix(seed + STEP * (page + 1)) + STEP * (index + 1));
    }

    /** Fills a page of 4096 bytes with its contents. */
    static void page(long seed, long page, byte[] to) {
        long base = mix(seed + STEP * (page + 1));
        for (int at = 0; at < to.length; at += 8) {
            base += STEP;
            LittleEndian.put64(to, at, mix(base));
        }
    }
}
