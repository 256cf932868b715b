package relolens.server.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the lines of an older text stand in a newer one. Immutable; lines are 0-based.
 *
 * @param steps from text to text, the oldest first
 */
public record LineMoves(List<Step> steps) {
    /** Both texts are the same. */
    public static final LineMoves NONE = new LineMoves(List.of());

    /** Of so many changes in a row nothing is followed: a text that is made up by a program. */
    private static final int MOST_STEPS = 500;

    /**
     * One change: lines {@code from} to before {@code end} of the text before it have become lines {@code from} to before
     * {@code newEnd}.
     */
    public record Step(int from, int end, int newEnd) {}

    public LineMoves {
        steps = List.copyOf(steps);
    }

    /** {@return the moves of these and then of {@code step}} */
    public LineMoves then(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new LineMoves(more);
    }

    /** {@return the line of the older text that is {@code line} of the newer one, -1 if that was written since} */
    public int before(int line) {
        if (steps.size() > MOST_STEPS) {
            return -1;
        }
        int at = line;
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step s = steps.get(i);
            if (at >= s.newEnd) {
                at += s.end - s.newEnd;
            } else if (at >= s.from) {
                return -1;
            }
        }
        return at;
    }

    /** {@return the line of the older text that {@code line} of the newer one is, or was put in the place of} */
    public int nearestBefore(int line) {
        int at = line;
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step s = steps.get(i);
            if (at >= s.newEnd) {
                at += s.end - s.newEnd;
            } else if (at >= s.from) {
                at = s.from;
            }
        }
        return at;
    }

    /** {@return the line of the newer text that is {@code line} of the older one, -1 if that is gone or was changed} */
    public int now(int line) {
        if (steps.size() > MOST_STEPS) {
            return -1;
        }
        int at = line;
        for (Step s : steps) {
            if (at >= s.end) {
                at += s.newEnd - s.end;
            } else if (at >= s.from) {
                return -1;
            }
        }
        return at;
    }

    /** {@return the line of the newer text that {@code line} of the older one is, or that stands in its place} */
    public int nearestNow(int line) {
        int at = line;
        for (Step s : steps) {
            if (at >= s.end) {
                at += s.newEnd - s.end;
            } else if (at >= s.from) {
                at = s.from;
            }
        }
        return at;
    }
}
