package relolens.analyzer.patch;

import java.util.List;

/**
 * One hunk of a unified diff.
 *
 * @param oldStart 1-based first line it takes from the old file; 0 where that has none
 * @param newStart 1-based first line it makes in the new file; 0 where that has none
 * @param heading what stands behind the second {@code @@}
 * @param lines its lines
 */
public record Hunk(int oldStart, int newStart, String heading, List<Line> lines) {
    public Hunk {
        lines = List.copyOf(lines);
    }

    /** What becomes of a line. */
    public enum Kind {
        KEPT,
        REMOVED,
        ADDED
    }

    /**
     * @param kind what becomes of it
     * @param text without its mark and line end
     */
    public record Line(Kind kind, String text) {
        /** {@return the line as a diff shows it} */
        public String marked() {
            return (kind == Kind.ADDED ? "+" : kind == Kind.REMOVED ? "-" : " ") + text;
        }
    }

    /** {@return the lines of the old file it covers, or of the new one} */
    List<String> side(Kind absent) {
        return lines.stream().filter(l -> l.kind() != absent).map(Line::text).toList();
    }

    /** {@return how many lines it has in the new file} */
    public int newCount() {
        return (int) lines.stream().filter(l -> l.kind() != Kind.REMOVED).count();
    }

    /** {@return how many lines it has in the old file} */
    public int oldCount() {
        return (int) lines.stream().filter(l -> l.kind() != Kind.ADDED).count();
    }
}
