package relolens.emulator.mmu;

/** Hears of translations that the micro TLB did not have. */
public interface MmuListener {
    /** Hears nothing. */
    MmuListener NONE = new MmuListener() {};

    /**
     * A micro TLB miss that was answered.
     *
     * @param secondLevelHit whether the main TLB had it
     * @param descriptorReads table descriptors read
     * @param instruction whether for a fetch
     */
    default void walk(long va, boolean secondLevelHit, int descriptorReads, boolean instruction) {}

    /**
     * The walker read a descriptor.
     *
     * @param level cache level that had it, 0 = memory
     */
    default void descriptor(long pa, int level, boolean cacheable) {}
}
