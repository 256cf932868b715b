package relolens.analyzer.dataflow;

/** Things that happened on some way to a point and that rules ask about; what ends each is said beside it. */
public enum Event {
    /** TCR or MAIR changed in a field that a TLB may hold, with the MMU on. Ends with a TLBI of everything. */
    ATTRIBUTES_CHANGED,
    /** A TTBR was given another table with the MMU on; detail 1 = a TLBI of everything had come before. Ends with a TLBI. */
    TABLE_SWITCHED,
    /** A TLBI of everything in the regime in force, with the MMU on and no TTBR written before. */
    TLB_EMPTIED,
    /** A TLBI of everything after a TTBR was written. Ends when one is written again. */
    TLB_EMPTIED_BETWEEN,
    /** A TTBR holds an empty table. Ends when it is given another. */
    TABLE_RESERVED,
    /** A TLBI of everything came while a TTBR held an empty table. Ends as {@link #TABLE_RESERVED}. */
    TABLE_RESERVED_CLEAN,
    /** A table entry was made invalid; detail = distance from the base. Ends with a TLBI. */
    ENTRY_BROKEN,
    /** A table entry's permissions were changed in place. Ends with a TLBI. */
    ENTRY_CHANGED,
    /**
     * An entry was made; detail bit 0 = DSB, no context synchronisation, bit 1 = it is provably valid. Ends with context
     * synchronisation, or with a TLBI.
     */
    ENTRY_MADE,
    /** An entry of this table was made invalid, and a TLBI came after. */
    TABLE_BROKEN,
    /** Stores to a live table were completed in the inner shareable domain. Ends with a DSB after a TLBI. */
    TABLE_SHARED,
    /** A TLBI by address took this very value. */
    TLBI_OPERAND,
    /** A TLBI of intermediate addresses. Ends with one of stage 1 entries of all addresses. */
    STAGE2_INVALIDATED,
    /** M was set; detail 1 = data was accessed since with C clear. Ends when M is cleared. */
    MMU_ENABLED,
    /** M was cleared. Ends when M is set. */
    MMU_DISABLED,
    /** M was set after code had been written. Ends with an IC. */
    IC_DUE,
    /** Paths with the MMU on and off met. Ends with a write of SCTLR. */
    MMU_MIXED,
    /** Data was put on the stack through the cache. Ends with a DC of the stack. */
    PUSHED_CACHED,
    /** Data was put on the stack past the caches. Ends with a DC of the stack. */
    PUSHED_DEVICE,
    /** The memory was read through the cache. Ends with a DC of it. */
    READ_CACHED,
    /** The memory was read with the MMU off. */
    READ_DEVICE,
    /** The memory was written with the MMU off; detail 1 = its lines had been taken out before. Ends with a DC that takes them out. */
    WRITTEN_DEVICE,
    /** The memory was written through the cache and cleaned to the point of unification only. Ends with a clean to the point of coherency. */
    CLEANED_TO_UNIFICATION,
    /** The memory's lines were cleaned and invalidated. */
    CLEANED_OUT,
    /** A DMB, or a DSB of loads or of stores only, while maintenance was outstanding. Ends with a full DSB. */
    WEAK_BARRIER,
    /** DC operations to the point of coherency were completed in an inner domain only. Ends with a DSB SY. */
    INNER_COMPLETION,
    /** A test found SCTLR.C clear, but not SCTLR.I, with code written and no IC since. Ends with an IC. */
    IC_LEFT_TO_DATA_CACHE,
    /** A local IC after code was written. Ends with a broadcast one. */
    LOCAL_IC,
    /** Code was written and the context not synchronised since. */
    CODE_UNSYNCHRONISED,
    /** A store after an IC of code written here was completed, other than to code: word for whoever runs it. */
    CODE_ANNOUNCED,
    /** A test found CTR_EL0.IDC set. */
    IDC_ASSUMED,
    /** Memory that an entry list leads to was written. */
    LIST_TARGET_WRITTEN,
    /** VBAR holds a virtual address. Ends when it is written again. */
    VECTORS_VIRTUAL,
    /** FP and SIMD instructions were made to trap. Ends when they are enabled. */
    FP_TRAPPED,
    /** FP and SIMD instructions were enabled. Ends with a context synchronisation event. */
    FP_ENABLED_UNSYNCHRONISED,
    /** SVE instructions and registers were enabled. Ends with a context synchronisation event. */
    SVE_ENABLED_UNSYNCHRONISED,
    /** Whether FP and SIMD trap was said. */
    FP_SETTLED,
    /** A translation register of the level below was given a new M bit. */
    LOWER_TOGGLED,
    /** HCR_EL2.E2H was changed. Ends with a context synchronisation event. */
    HOST_MODE_UNSYNCHRONISED,
    /** A TLBI of a lower level's regime. */
    LOWER_TLBI,
    /** Interrupts may be taken: the entry contract says so. Ends with a mask. */
    INTERRUPTS_OPEN,
    /** A pointer authentication key was written. Ends with a context synchronisation event. */
    KEY_UNSYNCHRONISED,
    /** A return address was signed. Ends when it is authenticated. */
    SIGNED,
    /** A key or the enable bit was changed while a signed return address was about. Ends when it is authenticated. */
    KEY_CHANGED,
    /** A thread pointer or stack pointer register was written. Ends when the MMU is turned on or off. */
    POINTER_REGISTER_SET,
    /** A callee-saved register was stored; detail = its number. */
    SAVED,
    /** A callee-saved register was overwritten that nobody had saved; detail = its number. Ends when it is restored. */
    OVERWRITTEN
}
