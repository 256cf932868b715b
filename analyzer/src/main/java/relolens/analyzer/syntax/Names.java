package relolens.analyzer.syntax;

/** What expressions ask of their surroundings: the meaning of names at this point of the text. */
public interface Names {
    /** {@return the symbol {@code name}: a constant if it is absolute and known, else a reference} */
    Expression symbol(String name);

    /** {@return the current place} */
    Expression here();

    /** {@return the numeric label {@code number}, the next one if {@code forward}; null if there is none behind} */
    @org.jspecify.annotations.Nullable
    Expression local(long number, boolean forward);
}
