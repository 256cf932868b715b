package relolens.emulator.scenario;

import relolens.emulator.memory.LittleEndian;

/**
 * What pages of an image or a buffer hold: random bytes that follow from a seed and the page's number, told of any page
 * without the ones before. A page is a stretch of one pool of random bytes, begun where its number says, with a word of its
 * own in each 64 bytes: so any byte that comes from another place shows, and a page is made about as fast as it is copied.
 */
final class PageContents {
    private static final int PAGE = (int) MemoryMap.PAGE;
    private static final int OWN_WORD_EVERY = 64;
    private static final int BEGINNINGS = 1 << 13;
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private static final byte[] POOL = pool();

    private PageContents() {}

    private static byte[] pool() {
        byte[] pool = new byte[BEGINNINGS * Long.BYTES + PAGE];
        SplitMix random = new SplitMix(0x7e10_1e25L);
        for (int at = 0; at < pool.length; at += Long.BYTES) {
            LittleEndian.put64(pool, at, random.next());
        }
        return pool;
    }

    /** {@return the first eight bytes of page {@code page} of the contents that belong to {@code seed}} */
    static long firstWord(long seed, long page) {
        return SplitMix.mix(key(seed, page) + STEP);
    }

    /** Fills a page of 4096 bytes with its contents. */
    static void fill(long seed, long page, byte[] to) {
        long own = key(seed, page);
        int begin = (int) (own & BEGINNINGS - 1) * Long.BYTES;
        System.arraycopy(POOL, begin, to, 0, PAGE);
        for (int at = 0; at < PAGE; at += OWN_WORD_EVERY) {
            own += STEP;
            LittleEndian.put64(to, at, SplitMix.mix(own));
        }
    }

    private static long key(long seed, long page) {
        return SplitMix.mix(seed + STEP * (page + 1));
    }
}
