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

    /** {@return the opposite, if known} */
    public Tri not() {
        return this == YES ? NO : this == NO ? YES : UNKNOWN;
    }

    Tri join(Tri o) {
        return this == o ? this : UNKNOWN;
    }
}
