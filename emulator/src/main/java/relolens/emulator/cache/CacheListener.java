package relolens.emulator.cache;

/** Hears of lines that leave a cache by themselves; what accesses find is told to the accessor. */
public interface CacheListener {
    /** Hears nothing. */
    CacheListener NONE = new CacheListener() {};

    /** A dirty line left level {@code fromLevel} for the next level, or for memory if {@code toMemory}. */
    default void writeBack(long pa, int fromLevel, boolean toMemory) {}

    /**
     * A line written without being allocated in level 1 is complete, or was given up incomplete.
     *
     * @param pa first byte of the line
     * @param bytes how many of its bytes were written
     * @param toLevel the level that took it, 0 = memory
     */
    default void streamed(long pa, int bytes, int toLevel) {}
}
