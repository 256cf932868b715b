package relolens.analyzer.cost;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A loop in its steady state.
 *
 * @param line of its first instruction
 * @param endLine of the branch back
 * @param cyclesPerIteration of one round without its inner loops' repetitions
 * @param bound what most of it goes to: issue, or a cause by its name, such as dependency, load, tlb, fetch
 * @param lines its lines in order
 * @param notes what the cycles leave out
 */
public record LoopCost(
        String routine,
        String file,
        int line,
        int endLine,
        double cyclesPerIteration,
        String bound,
        List<Line> lines,
        List<Note> notes) {
    public LoopCost {
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    /** A sentence on one line of the loop. */
    public record Note(int line, String message) {}

    /** {@return the same loop of a file by another name} */
    public LoopCost in(String otherFile) {
        return new LoopCost(routine, otherFile, line, endLine, cyclesPerIteration, bound, lines, notes);
    }

    /**
     * A line's part of a round.
     *
     * @param cause where most of its cycles go
     * @param split all of them by cause, in cycles; causes without any are left out
     * @param critical whether what it waits for is a noticeable part of the round
     */
    public record Line(int line, double cycles, String cause, Map<String, Double> split, boolean critical) {
        public Line {
            split = Collections.unmodifiableMap(new LinkedHashMap<>(split));
        }
    }
}
