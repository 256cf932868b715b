package relolens.emulator.timing;

/** Parts of the cycle model that can be idealised away one by one, to see what each of them is worth. */
public enum Mechanism {
    /** Misses take time; off: every Normal load hits. */
    LOAD_LATENCY,
    /** Store buffers fill up. */
    STORE_BUFFER,
    /** A load that follows a store to its address waits for the store's data; off: it is an ordinary hit. */
    FORWARDING,
    /** Memory has a bandwidth. */
    BANDWIDTH,
    /** Streams are fetched ahead. */
    PREFETCH,
    /** Device and Non-cacheable data round trips. */
    DEVICE,
    /** TLB misses take time. */
    TLB,
    /** Barriers take time of their own and wait. */
    BARRIER,
    /** Branches are mispredicted. */
    BRANCH,
    /** Instruction fetch takes time. */
    FETCH,
    /** DC, IC and TLBI take time. */
    MAINTENANCE
}
