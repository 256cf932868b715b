package relolens.analyzer.dataflow;

/** Fields of a stage 1 descriptor (Arm ARM, "VMSAv8-64 descriptor formats"). */
public final class TableEntry {
    /** AP[2:1], PXN, UXN: what may be done with the memory. */
    public static final long PERMISSIONS = 3L << 6 | 3L << 53;

    /** AttrIndx, SH, nG, contiguous and the output address: what may not change while the entry is valid. */
    public static final long BREAK_FIRST = 7L << 2 | 3L << 8 | 1L << 11 | 1L << 52 | 0x0000fffffffff000L;

    private TableEntry() {}
}
