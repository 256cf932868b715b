package relolens.emulator.machine;

import relolens.emulator.memory.MemoryType;

/**
 * Watches a machine. For each instruction the calls come in this order: {@code fetch} (only when a new fetch granule is
 * entered), {@code walk} / {@code data} / {@code maintenance} / {@code barrier} as they happen, then {@code retired}.
 * Timing, tracing, sanitiser and coverage are listeners; with none the machine makes no such call.
 *
 * <p>Levels: 1, 2, 3 = the cache level that held the line; 0 = memory (or a device). Addresses are bytes.
 */
public interface MachineListener {
    /** An instruction finished (also one that branched); {@code nextAddress} is where execution goes on. */
    default void retired(DecodedInstruction instruction, long nextAddress) {}

    /** Instruction bytes came from {@code level}; {@code cacheable} false means a Non-cacheable fetch (SCTLR.I = 0). */
    default void fetch(long va, long pa, int level, boolean cacheable) {}

    /**
     * One data transaction within one cache line (or one Device access). A pair of general registers is one transaction of
     * 8 or 16 bytes unless it crosses a line, a pair of 16-byte vector registers is two.
     *
     * @param store whether it writes
     * @param level where the line was found before this access
     * @param allocated whether the access brought the line into L1 (false for Device, Non-cacheable, streaming stores)
     */
    default void data(boolean store, long va, long pa, int bytes, MemoryType type, int level, boolean allocated) {}

    /** Comes before the {@code data} of each store, while what it will overwrite can still be read. */
    default void storing(long pa, int bytes, MemoryType type) {}

    /** A dirty line left level {@code fromLevel} for the next level, or for memory if {@code toMemory}. */
    default void writeBack(long pa, int fromLevel, boolean toMemory) {}

    /**
     * A line stored without being allocated in level 1 (write streaming) left the merge buffer.
     *
     * @param pa first byte of the line
     * @param bytes how many of its bytes were written: fewer than a line if the stream broke off inside it
     * @param toLevel cache level that took it, 0 = memory
     */
    default void streamed(long pa, int bytes, int toLevel) {}

    /** The table walker read a descriptor; comes before the {@code walk} it belongs to. */
    default void descriptor(long pa, int level, boolean cacheable) {}

    /** A PRFM of Normal cacheable memory; {@code into} is the cache level it asked for. */
    default void prefetch(long va, long pa, int level, int into) {}

    /**
     * A TLB miss in the first-level TLB.
     *
     * @param secondLevelHit whether the main TLB had it (then no descriptor was read)
     * @param descriptorReads table descriptors read from memory for the walk
     * @param instruction whether for a fetch
     */
    default void walk(long va, boolean secondLevelHit, int descriptorReads, boolean instruction) {}

    /** A DC, IC, TLBI or AT operation; {@code dirty} tells whether a DC by VA found a dirty line. */
    default void maintenance(DecodedInstruction instruction, long va, long pa, int level, boolean dirty) {}

    /** An exception was taken (to a vector inside the guest). */
    default void exception(int targetEl, long syndrome, long returnAddress, long vector) {}
}
