package relolens.analyzer.asm;

/** A byte position in a fragment; its address is known once the section is laid out. */
record Place(Fragment fragment, long offset) {
    /** {@return the offset in the section; only meaningful after layout} */
    long address() {
        return fragment.address + offset;
    }

    OutputSection section() {
        return fragment.section;
    }
}
