package relolens.analyzer.index;

import java.util.List;

/**
 * A stretch of text with names of its own, or that is read more than once.
 *
 * @param kind what it is
 * @param name of the macro or definition, or the directive
 * @param nameStart offset of the name
 * @param nameEnd offset behind it
 * @param start offset where its first line begins
 * @param end offset where its last line ends; that of the file where it is never closed
 * @param formals its parameters
 * @param outer index of the scope around it, or -1
 */
public record Scope(
        Kind kind, String name, int nameStart, int nameEnd, int start, int end, List<String> formals, int outer) {
    /** What makes a scope. */
    public enum Kind {
        /** {@code .macro}. */
        MACRO,
        /** {@code .irp}, {@code .irpc}, {@code .rept}. */
        REPETITION,
        /** {@code #define}. */
        DEFINE
    }

    /** {@return this scope with its end, known only when it is reached} */
    Scope endingAt(int offset) {
        return new Scope(kind, name, nameStart, nameEnd, start, offset, formals, outer);
    }
}
