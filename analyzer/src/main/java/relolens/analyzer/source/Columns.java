package relolens.analyzer.source;

/** Columns of a line of text: 1-based, in code points. */
public final class Columns {
    private Columns() {}

    /** {@return the part of {@code line} that stands before {@code column}; all of it where the column lies beyond} */
    public static String before(String line, int column) {
        int points = Math.max(0, Math.min(column - 1, line.codePointCount(0, line.length())));
        return line.substring(0, line.offsetByCodePoints(0, points));
    }
}
