package relolens.analyzer.unit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.analyzer.program.Routine;
import relolens.analyzer.report.Report;
import relolens.analyzer.unit.RoutineFacts.Row;
import relolens.analyzer.unit.RoutineFacts.Rows;
import relolens.analyzer.unit.RoutineFacts.Seen;
import relolens.analyzer.unit.RoutineFacts.Wanted;

/** What the report says of each line: the state before its first instruction and what its instructions take for granted. */
final class LineStateBuilder {
    private record Line(String file, int line) {}

    private LineStateBuilder() {}

    /**
     * {@return the states of a routine's lines}
     *
     * @param indexes of the excerpt's instructions in the program
     */
    static List<Report.LineState> of(Program program, Routine routine, Rows rows, int[] indexes) {
        Map<Line, Seen> first = new LinkedHashMap<>();
        Map<Line, Set<String>> assumes = new LinkedHashMap<>();
        for (Row row : rows.rows()) {
            Instruction at = program.at(indexes[row.index()]);
            Line line = new Line(at.file(), at.line());
            Seen before = first.putIfAbsent(line, row.state());
            if (before != null && !before.assumes().containsAll(row.state().assumes())) {
                assumes.computeIfAbsent(line, k -> new TreeSet<>(before.assumes()))
                        .addAll(row.state().assumes());
            }
        }
        Report.Entry named = Entries.named(rows.entry());
        List<Report.LineState> lines = new ArrayList<>(first.size());
        first.forEach((line, state) -> lines.add(new Report.LineState(
                line.file(),
                line.line(),
                routine.name(),
                named,
                state.mmu(),
                state.dcache(),
                state.icache(),
                state.el(),
                pending(program, state, indexes),
                assumes.containsKey(line) ? List.copyOf(assumes.get(line)) : state.assumes())));
        return lines;
    }

    private static List<String> pending(Program program, Seen state, int[] indexes) {
        if (state.pending().isEmpty()) {
            return List.of();
        }
        Set<String> texts = new TreeSet<>();
        for (Wanted w : state.pending()) {
            texts.add(w.text() + " (line " + program.at(indexes[w.site()]).line() + ")");
        }
        return List.copyOf(texts);
    }
}
