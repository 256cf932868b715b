package relolens.analyzer.dataflow;

/** A truth that may not be known. */
public enum Tri {
    NO,
    YES,
    UNKNOWN;

    /** {@return whether it is known to be true} */
    public boolean yes() {
        return this == YES;
    }

    /** {@return whether it is known to be false} */
    public boolean no() {
        return this == NO;
    }

    Tri join(Tri o) {
        return this == o ? this : UNKNOWN;
    }
}
