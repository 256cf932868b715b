package relolens.analyzer.source;

/**
 * A stretch of one source file. Lines and columns are 1-based, columns count code points, the end is exclusive.
 *
 * @param file path as it was opened
 */
public record Span(String file, int line, int column, int endLine, int endColumn) {
    /** {@return a span of {@code length} code points on one line} */
    public static Span of(String file, int line, int column, int length) {
        return new Span(file, line, column, line, column + length);
    }

    /** {@return {@code file:line:column}} */
    public String text() {
        return file + ":" + line + ":" + column;
    }
}
