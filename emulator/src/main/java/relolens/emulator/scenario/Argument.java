package relolens.emulator.scenario;

/** What a register holds at entry. */
public sealed interface Argument {
    /** A plain value. */
    record Number(long value) implements Argument {}

    /** {@code kimage(…)}: its head, or its structure's address. */
    record Image() implements Argument {}

    /** {@code kimage.start}. */
    record Start() implements Argument {}

    /** {@code kimage.dtb}. */
    record DeviceTree() implements Argument {}

    /**
     * What turns one address space into the other; 0 with the MMU off.
     *
     * @param subtracted whether the routine subtracts it ({@code phys-minus-virt}) or adds it ({@code phys-to-virt})
     */
    record Offset(boolean subtracted) implements Argument {}

    /** The address of byte {@code offset} of the code; by identity the same with the MMU on and off. */
    record CodeAddress(long offset) implements Argument {}

    /**
     * Memory of its own.
     *
     * @param bytes size, above 0
     * @param align alignment, a power of two
     * @param virtual whether the register holds a virtual address (with the MMU off both are the same)
     * @param top whether it holds the first address after the memory, as a stack pointer does
     * @param content what the memory holds
     */
    record Memory(long bytes, long align, boolean virtual, boolean top, Content content) implements Argument {
        public Memory {
            if (bytes <= 0 || Long.bitCount(align) != 1) {
                throw new ScenarioException("a buffer needs a size above 0 and an alignment that is a power of two");
            }
        }
    }

    /** What a buffer holds at entry. */
    enum Content {
        RANDOM,
        /** Random too, in pages that may be executed with the MMU on. */
        CODE,
        ZERO
    }
}
