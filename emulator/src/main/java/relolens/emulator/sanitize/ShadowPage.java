package relolens.emulator.sanitize;

import java.util.Arrays;
import relolens.emulator.memory.PhysicalMemory;

/**
 * What may be held beside the coherent bytes of one page: a bit for each granule of 64 bytes, and the other bytes where
 * there are any. Pages that nobody stored to, and no maintenance named, have none.
 */
final class ShadowPage {
    /** Bytes that one bit stands for: the smallest line of the cores that boot Linux. */
    static final int GRANULE = 64;

    private static final int PAGE = PhysicalMemory.PAGE_BYTES;
    private static final int IN_PAGE = PAGE - 1;
    private static final byte[] NONE = new byte[0];

    final long base;

    /** Memory may still hold {@link #memory}: a cache has the newer bytes. */
    long dirty;
    /** A cache may hold {@link #cached}: the newer bytes were stored past it. */
    long stale;
    /** What {@link #stale} says may also come to stand in memory. */
    long victim;
    /** {@link #victim} because an invalidation dropped the newer bytes. */
    long discarded;
    /** May be dirty since entry, with bytes nobody knows. */
    long owned;
    /** No cache holds it, as of {@link #absentSince}. */
    long absent;
    /** Number of times translation had been turned on when {@link #absent} was last true. */
    int absentSince;
    /** Cleaned to the PoC, not complete. */
    long cleaning;
    /** Invalidated, not complete. */
    long invalidating;
    /** Invalidated, not complete, and no cache fills it again by itself. */
    long vanishing;

    /** Fetches may still see {@link #code}. */
    long old;
    /** Newer bytes have not reached the PoU. */
    long abovePou;
    /** On their way to the PoU: the next DSB completes it. */
    long reachingPou;
    /** Instruction cache invalidated after that, not complete. */
    long forgetting;
    /** Complete: a context synchronisation event ends it. */
    long forgotten;
    /** No context synchronisation event since the store. */
    long unsynchronised;

    /** Whether it is in the list of those in which something waits. */
    boolean waits;

    byte[] memory = NONE;
    byte[] cached = NONE;
    byte[] code = NONE;

    private final long[] writers = new long[PAGE / GRANULE];
    /** A bit for each doubleword stored to since the DSB numbered {@link #barrier}. */
    private final long[] recent = new long[PAGE / 8 / Long.SIZE];

    private long barrier;

    ShadowPage(long pa) {
        base = pa & ~(long) IN_PAGE;
        Arrays.fill(writers, StaleAccess.NOBODY);
    }

    /** {@return the granules of an access within the page} */
    static long bits(long pa, int bytes) {
        int first = (int) pa & IN_PAGE;
        int from = first / GRANULE;
        int to = Math.min(first + bytes - 1, IN_PAGE) / GRANULE;
        return -1L >>> Long.SIZE - 1 - (to - from) << from;
    }

    /** {@return {@code copy}, or a new page of bytes in its place} */
    static byte[] present(byte[] copy) {
        return copy.length == 0 ? new byte[PAGE] : copy;
    }

    /** Copies whole granules. */
    static void copy(long bits, byte[] from, byte[] to) {
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            int at = Long.numberOfTrailingZeros(rest) * GRANULE;
            System.arraycopy(from, at, to, at, GRANULE);
        }
    }

    /** {@return offset in the page of the first byte of an access in which two pages differ, or -1} */
    static int difference(byte[] one, byte[] other, long pa, int bytes) {
        int from = (int) pa & IN_PAGE;
        int to = Math.min(from + bytes, PAGE);
        int at = Arrays.mismatch(one, from, to, other, from, to);
        return at < 0 ? -1 : from + at;
    }

    /** {@return offset of the first byte of the granules in which two pages differ, or -1} */
    static int difference(byte[] one, byte[] other, long bits) {
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            int at = difference(one, other, Long.numberOfTrailingZeros(rest) * GRANULE, GRANULE);
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** Notes who stored, and that no DSB came since. */
    void stored(long pa, int bytes, long writer, long barriers) {
        for (long rest = bits(pa, bytes); rest != 0; rest &= rest - 1) {
            writers[Long.numberOfTrailingZeros(rest)] = writer;
        }
        if (barrier != barriers) {
            Arrays.fill(recent, 0);
            barrier = barriers;
        }
        for (int n = ((int) pa & IN_PAGE) / 8; n <= Math.min(((int) pa & IN_PAGE) + bytes - 1, IN_PAGE) / 8; n++) {
            recent[n / Long.SIZE] |= 1L << n;
        }
    }

    /** {@return whether the doubleword was stored to, and no DSB came since} */
    boolean isRecent(long pa, long barriers) {
        int n = ((int) pa & IN_PAGE) / 8;
        return barrier == barriers && (recent[n / Long.SIZE] >>> n & 1) != 0;
    }

    /** {@return address of the instruction that stored last to the granule of {@code pa}} */
    long writer(long pa) {
        return writers[((int) pa & IN_PAGE) / GRANULE];
    }

    /** {@return whether a barrier or synchronisation event would change something} */
    boolean isInTransit() {
        return (cleaning | invalidating | reachingPou | forgetting | forgotten | unsynchronised) != 0;
    }

    /** Nothing differs in these granules any more. */
    void heal(long bits) {
        dirty &= ~bits;
        stale &= ~bits;
        victim &= ~bits;
        discarded &= ~bits;
        owned &= ~bits;
    }
}
