package relolens.emulator.bus;

import relolens.emulator.cache.CacheListener;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.mmu.MmuListener;

/** Hears of every memory transaction, and of what caches and MMU do on the way. */
public interface AccessListener extends CacheListener, MmuListener {
    /**
     * One data transaction within one cache line, or one Device access.
     *
     * @param level cache level that had the line, 0 = memory
     * @param allocated whether the line is in level 1 afterwards because of it
     */
    void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated);

    /** Bytes of one line, or of one Device access, are about to be written: memory still holds what was there. */
    void storing(long pa, int bytes, MemoryType type);

    /** A PRFM that named Normal cacheable memory. @param level where the line was found @param into level asked for */
    void prefetch(long va, long pa, int level, int into);
}
