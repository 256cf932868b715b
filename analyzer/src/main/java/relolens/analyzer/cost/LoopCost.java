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
 * @param bound what most of it goes to: issue, dependency, load, store, device, branch, barrier, maintenance
 * @param lines its lines in order
 */
public record LoopCost(
        String routine, String file, int line, int endLine, double cyclesPerIteration, String bound, List<Line> lines) {
    public LoopCost {
        lines = List.copyOf(lines);
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
