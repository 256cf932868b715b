package relolens.analyzer.unit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.dataflow.Solution;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.analyzer.program.Routine;
import relolens.analyzer.report.Report;

/** What the report says of each line: the state before its first instruction and what its instructions take for granted. */
final class LineStateBuilder {
    private record Line(String file, int line) {}

    private LineStateBuilder() {}

    static List<Report.LineState> of(Program program, Routine routine, EntryState entry, Solution solution) {
        Map<Line, State> first = new LinkedHashMap<>();
        Map<Line, Set<String>> assumes = new LinkedHashMap<>();
        for (Map.Entry<Integer, State> e :
                solution.states().subMap(routine.first(), routine.end()).entrySet()) {
            Instruction at = program.at(e.getKey());
            Line line = new Line(at.file(), at.line());
            first.putIfAbsent(line, e.getValue());
            Assumptions.of(program, at, e.getValue(), assumes.computeIfAbsent(line, k -> new TreeSet<>()));
        }
        Report.Entry named = Entries.named(entry);
        List<Report.LineState> lines = new ArrayList<>();
        first.forEach((line, state) -> lines.add(new Report.LineState(
                line.file(),
                line.line(),
                routine.name(),
                named,
                Entries.word(state.mmu()),
                Entries.word(state.sctlr(Sctlr.C)),
                Entries.word(state.sctlr(Sctlr.I)),
                state.level() == 0 ? "unknown" : Integer.toString(state.level()),
                pending(program, state),
                List.copyOf(assumes.getOrDefault(line, Set.of())))));
        return lines;
    }

    private static List<String> pending(Program program, State state) {
        Set<String> texts = new TreeSet<>();
        for (Pending p : state.pending()) {
            texts.add(wants(p) + " (line " + program.at(p.site()).line() + ")");
        }
        return List.copyOf(texts);
    }

    private static String wants(Pending p) {
        boolean issued = p.stage() == Pending.Stage.ISSUED;
        String full = p.broadcast() ? "dsb ish" : "dsb nsh";
        return switch (p.kind()) {
            case SYSTEM_REGISTER -> p.name() + ": isb";
            case TRANSLATION -> "at " + p.name() + ": isb";
            case DATA_CACHE -> "dc " + p.name() + ": dsb";
            case INSTRUCTION_CACHE -> "ic " + p.name() + ": " + (issued ? full + ", isb" : "isb");
            case TLB -> "tlbi " + p.name() + ": " + (issued ? full + ", isb" : "isb");
            case TABLE_STORE -> "table store: dsb ishst";
        };
    }
}
