package relolens.emulator.timing;

/** What an instruction waited for. Cycles beyond these are issue itself: width, pipes, latencies of plain results. */
public enum Cause {
    /** Data from memory. */
    LOAD,
    /** Data from the second-level cache. */
    LOAD_L2,
    /** Data from the third-level or system cache. */
    LOAD_L3,
    /** An operand that an earlier instruction had not computed yet. */
    DEPENDENCY,
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
    MAINTENANCE;

    /** {@return the wait for a load that was found at this level; a line on its way from memory is in level 1 already} */
    static Cause ofLoad(int level) {
        return level == 2 ? LOAD_L2 : level == 3 ? LOAD_L3 : LOAD;
    }
}
