package relolens.analyzer.dataflow;

/** In which address space a value is an address, if it is one. */
public enum Provenance {
    UNKNOWN,
    /** A plain number, such as the zero that a pointer starts from: where paths meet it takes the other's side. */
    NUMBER,
    /** Made from the program counter: right wherever the code runs. */
    PC_RELATIVE,
    PHYSICAL,
    VIRTUAL,
    /** An absolute link-time address. */
    LINK,
    /** Physical, with the offset applied that is zero while the MMU is off: right in either state. */
    CONVERTED,
    /** Converted more than once: right only with the MMU off. */
    CONVERTED_TWICE,
    /** Physical, with an offset of the other sign applied: right only with the MMU off. */
    CONVERTED_WRONG,
    /** The offset to be added to a physical address. */
    OFFSET_ADDED,
    /** The offset to be subtracted from a physical address. */
    OFFSET_SUBTRACTED;

    boolean isOffset() {
        return this == OFFSET_ADDED || this == OFFSET_SUBTRACTED;
    }

    boolean isAddress() {
        return this != UNKNOWN && this != NUMBER && !isOffset();
    }

    Provenance join(Provenance o) {
        return this == o || o == NUMBER ? this : this == NUMBER ? o : UNKNOWN;
    }

    /** {@return what an address becomes when an offset of the right kind is applied} */
    Provenance converted() {
        return switch (this) {
            case PHYSICAL -> CONVERTED;
            case CONVERTED, CONVERTED_TWICE -> CONVERTED_TWICE;
            default -> this;
        };
    }

    /** {@return what an address becomes when an offset is applied in the direction it is not meant for} */
    Provenance reverted() {
        return switch (this) {
            case PHYSICAL, CONVERTED_WRONG -> CONVERTED_WRONG;
            case CONVERTED -> PHYSICAL;
            case CONVERTED_TWICE -> CONVERTED;
            default -> UNKNOWN;
        };
    }
}
