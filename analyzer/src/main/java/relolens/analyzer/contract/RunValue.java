package relolens.analyzer.contract;

/** What a {@code run} clause puts into a register (or {@code expect} wants in it). */
public sealed interface RunValue {
    /** A constant. */
    record Number(long value) implements RunValue {}

    /** The entry list itself: its head, or with {@link Kimage#structure} the address of the structure. */
    record KimageHead(Kimage kimage) implements RunValue {}

    /** Something of the run's one kimage. */
    record KimagePart(Part part) implements RunValue {}

    /** The address of a symbol of the unit. */
    record SymbolAddress(String name) implements RunValue {}

    /**
     * The address of fresh memory.
     *
     * @param size in bytes
     * @param align in bytes, a power of two
     * @param virtual a VA of the linear map (with the MMU on), else a PA
     * @param random random contents, else zeros
     */
    record Buffer(long size, long align, boolean virtual, boolean random) implements RunValue {}

    /** Parts of a kimage that runs refer to. */
    enum Part {
        /** PA of the entry point of the new image. */
        START,
        /** PA of the device tree. */
        DTB,
        /** PA minus VA of the linear map, as 5.16's phys_offset; 0 with the MMU off. */
        OFFSET
    }
}
