package relolens.emulator.timing;

/** What an instruction waited for. Cycles beyond these are issue itself: width, pipes, latencies of plain results. */
public enum Cause {
    /** Data from a cache beyond the first, or from memory. */
    LOAD,
    /** A store buffer with no free line. */
    STORE,
    /** A Device or Non-cacheable access. */
    DEVICE,
    /** A translation: main TLB or table walk of a data access. */
    TLB,
    /** DMB, DSB, ISB, and what they wait for. */
    BARRIER,
    /** A mispredicted branch. */
    BRANCH,
    /** Instruction bytes, their translation included. */
    FETCH,
    /** DC, IC and TLBI operations. */
    MAINTENANCE
}
