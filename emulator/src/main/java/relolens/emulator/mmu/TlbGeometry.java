package relolens.emulator.mmu;

/**
 * Sizes of the TLB model. Micro TLBs are fully associative with true LRU; the main TLB is shared by data and fetch,
 * set-associative, and replaces in fill order: hits leave no trace in it, so that whether entries are stale never depends
 * on whether somebody was listening.
 *
 * @param microInstruction entries of the instruction micro TLB, at least 1
 * @param microData entries of the data micro TLB, at least 1
 * @param mainEntries entries of the main TLB, a multiple of {@code mainWays}
 * @param mainWays associativity; {@code mainEntries / mainWays} is a power of two
 */
public record TlbGeometry(int microInstruction, int microData, int mainEntries, int mainWays) {
    /** Ten-entry micro TLBs above 512 entries in 4 ways. */
    public static final TlbGeometry SMALL_CORE = new TlbGeometry(10, 10, 512, 4);

    public TlbGeometry {
        if (microInstruction < 1
                || microData < 1
                || mainWays < 1
                || mainEntries < mainWays
                || mainEntries % mainWays != 0
                || Integer.bitCount(mainEntries / mainWays) != 1) {
            throw new IllegalArgumentException("TLB geometry");
        }
    }
}
