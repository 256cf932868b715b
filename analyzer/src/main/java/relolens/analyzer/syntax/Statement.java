package relolens.analyzer.syntax;

import relolens.analyzer.cpp.PreprocessedLine;
import relolens.analyzer.source.Origin;

/**
 * One statement: text between line ends and semicolons, comments gone and spaces reduced as GNU as reduces them before it
 * looks at anything (that decides where macro arguments end).
 */
public final class Statement {
    private final String text;
    private final PreprocessedLine line;
    private final int[] columns;

    Statement(String text, PreprocessedLine line, int[] columns) {
        this.text = text;
        this.line = line;
        this.columns = columns;
    }

    /** {@return the reduced text; never empty} */
    public String text() {
        return text;
    }

    /** {@return the line the statement stands in} */
    public PreprocessedLine line() {
        return line;
    }

    /** {@return the origin of the characters from {@code from} (inclusive) to {@code to} (exclusive) of {@link #text}} */
    public Origin origin(int from, int to) {
        int last = columns.length - 1;
        int a = Math.max(0, Math.min(from, last));
        int b = Math.max(a, Math.min(to - 1, last));
        return line.origin(columns[a], columns[b] + 1);
    }

    /** {@return the origin of the whole statement} */
    public Origin origin() {
        return origin(0, text.length());
    }
}
