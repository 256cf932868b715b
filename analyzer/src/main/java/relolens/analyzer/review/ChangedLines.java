package relolens.analyzer.review;

import java.util.List;
import java.util.TreeMap;
import relolens.analyzer.patch.Hunk;

/** Where a file's lines came from, and which of them a diff shows. Lines are 1-based. */
public final class ChangedLines {
    /** A file that the change leaves alone. */
    public static final ChangedLines NONE = new ChangedLines(List.of());

    private final List<Hunk> hunks;
    /** New line → index of its hunk, for lines that hunks show; negative (-1 - index) where the line is an added one. */
    private final TreeMap<Integer, Integer> shown = new TreeMap<>();

    private ChangedLines(List<Hunk> hunks) {
        this.hunks = List.copyOf(hunks);
        for (int h = 0; h < hunks.size(); h++) {
            int line = hunks.get(h).newStart();
            for (Hunk.Line l : hunks.get(h).lines()) {
                if (l.kind() != Hunk.Kind.REMOVED) {
                    shown.put(line++, l.kind() == Hunk.Kind.ADDED ? -1 - h : h);
                }
            }
        }
    }

    /** {@return the lines of a file that {@code hunks}, in order and at their true places, lead to} */
    public static ChangedLines of(List<Hunk> hunks) {
        return new ChangedLines(hunks);
    }

    /** {@return whether the change made {@code line}} */
    public boolean added(int line) {
        return shown.getOrDefault(line, 0) < 0;
    }

    /** {@return the index of the hunk that shows {@code line}, or -1} */
    public int hunk(int line) {
        int h = shown.getOrDefault(line, Integer.MAX_VALUE);
        return h == Integer.MAX_VALUE ? -1 : h < 0 ? -1 - h : h;
    }

    /** {@return the hunks, in order} */
    public List<Hunk> hunks() {
        return hunks;
    }

    /** {@return the added line nearest to {@code line} within {@code from..to}, or 0 if there is none} */
    public int nearestAdded(int line, int from, int to) {
        int best = 0;
        for (var e : shown.subMap(from, true, Math.max(from, to), true).entrySet()) {
            if (e.getValue() < 0 && (best == 0 || Math.abs(e.getKey() - line) < Math.abs(best - line))) {
                best = e.getKey();
            }
        }
        return best;
    }

    /** {@return the old line that {@code line} was, or 0 if the change made it} */
    public int before(int line) {
        if (added(line)) {
            return 0;
        }
        int shift = 0;
        for (Hunk h : hunks) {
            if (line < h.newStart()) {
                break;
            }
            if (line < h.newStart() + h.newCount()) {
                return within(h, line);
            }
            shift += h.oldCount() - h.newCount();
        }
        return line + shift;
    }

    private static int within(Hunk hunk, int line) {
        int now = hunk.newStart();
        int then = hunk.oldStart();
        for (Hunk.Line l : hunk.lines()) {
            if (l.kind() == Hunk.Kind.KEPT && now == line) {
                return then;
            }
            now += l.kind() == Hunk.Kind.REMOVED ? 0 : 1;
            then += l.kind() == Hunk.Kind.ADDED ? 0 : 1;
        }
        return 0;
    }
}
