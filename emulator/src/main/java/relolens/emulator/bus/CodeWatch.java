package relolens.emulator.bus;

/** Who must be told of stores to pages with decoded instructions. */
public interface CodeWatch {
    /** {@return whether the page of {@code pa} may hold decoded instructions; may err towards true} */
    boolean mayHoldCode(long pa);

    /** Bytes were stored there. */
    void written(long pa, int bytes);
}
