package relolens.emulator.sanitize;

/**
 * An access that may have seen other than the coherent bytes or translations.
 *
 * @param kind what was accessed
 * @param lack why it may be stale
 * @param leaving whether it is the image that would see it, once the routine has left for it
 * @param address virtual address of the instruction that accesses, or of the one that leaves
 * @param from where the last branch before it was taken: tells where code that was copied elsewhere was entered
 * @param pa physical address of the first byte that may differ; 0 for translations of an earlier owner
 * @param writer virtual address of the instruction that stored the coherent bytes, {@link #NOBODY} if none did
 */
public record StaleAccess(Kind kind, Lack lack, boolean leaving, long address, long from, long pa, long writer) {
    /** Writer of what was there at entry. */
    public static final long NOBODY = -1;

    /** What is accessed. */
    public enum Kind {
        /** Bytes read, or written back over others. */
        DATA,
        /** Instructions executed. */
        FETCH,
        /** Table entries read, or translations used. */
        TLB
    }

    /** What is missing between the write and the access. */
    public enum Lack {
        /** Stored into a cache, read past it: no clean to the PoC. */
        CLEAN,
        /** As {@link #CLEAN}, but cleaned to the PoU. */
        CLEAN_FURTHER,
        /** The clean is there, the barrier that completes it is not. */
        CLEAN_BARRIER,
        /** Stored past the caches, read through them: no invalidation of lines filled before. */
        INVALIDATE,
        /** The invalidation is there, the barrier that completes it is not. */
        INVALIDATE_BARRIER,
        /** Stored past the caches under a line that was dirty, and may be written back over it. */
        CLEAN_BEFORE,
        /** The clean before the store is there, the barrier between is not. */
        CLEAN_BEFORE_BARRIER,
        /** As {@link #CLEAN_BEFORE}: the instruction is the one that writes back. */
        WRITES_BACK,
        /** Stored into a cache, and dropped by an invalidation. */
        DISCARDED,
        /** Code not cleaned to where fetches look. */
        CODE_CLEAN,
        /** Code cleaned, no DSB after that. */
        CODE_CLEAN_BARRIER,
        /** No instruction cache invalidation since the store reached the PoU. */
        CODE_INVALIDATE,
        /** Instruction cache invalidated, no DSB after that. */
        CODE_INVALIDATE_BARRIER,
        /** No context synchronisation event. */
        CODE_SYNCHRONISE,
        /** Table entry written, no DSB before the walk. */
        TABLE_BARRIER,
        /** Table entry changed, no TLBI after the DSB. */
        TABLE_INVALIDATE,
        /** TLBI, no DSB after it. */
        TABLE_INVALIDATE_BARRIER,
        /** TLBI and DSB, or a new entry and DSB, and no context synchronisation event. */
        TABLE_SYNCHRONISE,
        /** Translation turned on with whatever an earlier owner left in the TLB. */
        TLB_UNKNOWN
    }
}
