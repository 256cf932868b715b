package relolens.analyzer.cpp;

import relolens.analyzer.source.Origin;

/** One line of preprocessed text; every character knows where it came from. */
public interface PreprocessedLine {
    /** {@return the text, without line end; comments are gone or are one space, as gcc leaves them} */
    String text();

    /** {@return the origin of the characters from {@code from} (inclusive) to {@code to} (exclusive) of {@link #text}} */
    Origin origin(int from, int to);

    /** {@return the origin of the whole line's visible text} */
    default Origin origin() {
        String t = text();
        int from = 0;
        while (from < t.length() && Character.isWhitespace(t.charAt(from))) {
            from++;
        }
        return origin(from, Math.max(from, t.stripTrailing().length()));
    }
}
