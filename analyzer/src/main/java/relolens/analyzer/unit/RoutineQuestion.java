package relolens.analyzer.unit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.program.Excerpt;

/**
 * All that the analysis of one routine depends on: two equal questions have one answer, whatever else changed in the unit.
 *
 * @param excerpt the code
 * @param entries states to look for findings in, may be empty
 * @param verdict the state to judge the routine's need of the MMU from, or null
 * @param assumed what is taken on trust: by instruction of the excerpt, alignments in bytes by register
 */
record RoutineQuestion(
        Excerpt excerpt,
        List<EntryState> entries,
        @Nullable EntryState verdict,
        Map<Integer, Map<Integer, Long>> assumed) {
    RoutineQuestion {
        entries = List.copyOf(entries);
        assumed = Map.copyOf(assumed);
    }
}
