package relolens.emulator.mmu;

import relolens.emulator.memory.MemoryType;

/** The answer for the page that an access of one kind went to last: the next one mostly goes there too. */
final class LastPage {
    private static final int PAGE_SHIFT = 12;
    private static final long IN_PAGE = (1L << PAGE_SHIFT) - 1;

    private long page = -1;
    private long epoch = -1;
    private long base;
    /** Memory type of the page for this kind of access. */
    MemoryType type = MemoryType.NORMAL_NON_CACHEABLE;
    /** Place in the micro TLB, or -1 if no TLB took part. */
    int place = -1;

    boolean holds(long va, long now) {
        return va >>> PAGE_SHIFT == page && epoch == now;
    }

    long translate(long va) {
        return base | va & IN_PAGE;
    }

    void remember(long va, long pa, MemoryType ofType, int inMicro, long now) {
        page = va >>> PAGE_SHIFT;
        base = pa & ~IN_PAGE;
        type = ofType;
        place = inMicro;
        epoch = now;
    }

    void forget() {
        page = -1;
    }
}
