package relolens.analyzer.source;

/**
 * One step of how text came about.
 *
 * @param kind what produced it
 * @param name of the macro, file or directive
 * @param at where that step's text stands: the macro body line, the define, or the included file's directive
 */
public record Frame(Kind kind, String name, Span at) {
    /** What produces text. */
    public enum Kind {
        INCLUDE,
        DEFINE,
        MACRO,
        REPT,
        IRP
    }
}
