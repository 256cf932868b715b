package relolens.analyzer.index;

/**
 * Lines that belong together.
 *
 * @param kind what they are
 * @param name what the first line names, or ""
 * @param start offset in the first line
 * @param end offset in the last line
 */
public record Region(Kind kind, String name, int start, int end) {
    /** What holds lines together. */
    public enum Kind {
        MACRO,
        REPETITION,
        /** One branch of {@code #if} or {@code .if}: from its directive to the line before the next one. */
        BRANCH,
        /** From a {@code START} to its {@code END}. */
        ROUTINE,
        /** {@code .pushsection} to {@code .popsection}, or one {@code .section} to the next. */
        SECTION,
        COMMENT
    }
}
