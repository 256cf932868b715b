package relolens.emulator.mmu;

import relolens.emulator.memory.MemoryType;

/** Outcome of translating one virtual address. */
public sealed interface Translation {
    /**
     * It maps.
     *
     * @param pa physical address of the very byte asked for
     * @param type memory type and cacheability in force
     * @param bytes size of the page or block (4096 with translation off)
     */
    record Mapped(long pa, MemoryType type, long bytes) implements Translation {}

    /**
     * It faults.
     *
     * @param name the field's term, for example "Translation fault, level 3"
     * @param status fault status code as in ESR_ELx.DFSC / IFSC and PAR_EL1.FST
     */
    record Faulted(String name, int status) implements Translation {}
}
