package relolens.emulator.timing;

import relolens.emulator.memory.MemoryType;

/** What a machine told of the instruction that has not finished yet: its accesses, walks, fetches and write-backs. */
final class Events {
    /** More than any instruction makes; further ones would not be told apart by the report either. */
    private static final int MOST = 64;

    final boolean[] store = new boolean[MOST];
    final long[] pa = new long[MOST];
    final int[] bytes = new int[MOST];
    final MemoryType[] type = new MemoryType[MOST];
    final int[] level = new int[MOST];
    final boolean[] allocated = new boolean[MOST];
    /** Whether there is anything at all besides the instruction itself. */
    boolean any;

    int count;
    /** Accesses of the whole run so far that may, and that may not, use caches. */
    long cacheable;

    long uncacheable;
    int memoryWrites;
    int streamedLines;
    int prefetches;
    int memoryDescriptors;
    int lastDescriptorLevel;
    final long[] prefetchPa = new long[MOST];
    final int[] prefetchLevel = new int[MOST];
    long walk;
    long fetchWalk;
    int uncachedFetches;
    long cachedFetch;
    boolean maintained;
    private final int deviceBytes;

    /** @param deviceBytes most bytes of one Device or Non-cacheable bus transaction */
    Events(int deviceBytes) {
        this.deviceBytes = deviceBytes;
    }

    void clear() {
        any = false;
        count = 0;
        memoryWrites = 0;
        streamedLines = 0;
        prefetches = 0;
        memoryDescriptors = 0;
        lastDescriptorLevel = 0;
        walk = 0;
        fetchWalk = 0;
        uncachedFetches = 0;
        cachedFetch = 0;
        maintained = false;
    }

    void prefetch(long at, int from) {
        any = true;
        if (prefetches < MOST) {
            prefetchPa[prefetches] = at;
            prefetchLevel[prefetches++] = from;
        }
    }

    void data(boolean isStore, long at, int size, MemoryType memory, int from, boolean isAllocated) {
        any = true;
        if (memory.isCacheable()) {
            cacheable++;
        } else {
            uncacheable++;
        }
        if (count > 0 && !memory.isCacheable() && joins(isStore, at, size, memory)) {
            bytes[count - 1] += size;
        } else if (count < MOST) {
            store[count] = isStore;
            pa[count] = at;
            bytes[count] = size;
            type[count] = memory;
            level[count] = from;
            allocated[count] = isAllocated;
            count++;
        }
    }

    /** A pair's two halves are one bus transaction where the core's bus is wide enough. */
    private boolean joins(boolean isStore, long at, int size, MemoryType memory) {
        int last = count - 1;
        return store[last] == isStore
                && type[last] == memory
                && pa[last] + bytes[last] == at
                && bytes[last] + size <= deviceBytes
                && pa[last] / deviceBytes == at / deviceBytes;
    }
}
