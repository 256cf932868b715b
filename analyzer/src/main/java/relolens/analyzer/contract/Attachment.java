package relolens.analyzer.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Contracts.InstructionPlace;
import relolens.analyzer.contract.Contracts.RoutinePlace;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Span;

/** Decides what each comment's clause speaks of: the next routine, the next instruction, or (allow) where it stands. */
final class Attachment {
    static final Attachment NONE = new Attachment();

    private final Map<String, List<Clause>> routines = new HashMap<>();
    private final Map<InstructionPlace, List<Clause>> instructions = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Attachment() {}

    static Attachment of(List<Clause> comments, List<RoutinePlace> places, List<InstructionPlace> code) {
        Map<String, NavigableMap<Integer, List<RoutinePlace>>> starts = new HashMap<>();
        for (RoutinePlace p : places) {
            starts.computeIfAbsent(p.file(), f -> new TreeMap<>())
                    .computeIfAbsent(p.line(), l -> new ArrayList<>())
                    .add(p);
        }
        Map<String, NavigableMap<Integer, InstructionPlace>> lines = new HashMap<>();
        for (InstructionPlace p : code) {
            lines.computeIfAbsent(p.file(), f -> new TreeMap<>()).put(p.line(), p);
        }
        Attachment attached = new Attachment();
        for (Clause clause : comments) {
            Span span = clause.by().span();
            NavigableMap<Integer, List<RoutinePlace>> here = starts.getOrDefault(span.file(), new TreeMap<>());
            boolean ofInstruction = clause instanceof Clause.OfInstruction
                    || clause instanceof Clause.Allow && inBody(here, span.line());
            if (ofInstruction) {
                attached.toInstruction(
                        clause, lines.getOrDefault(span.file(), new TreeMap<>()).ceilingEntry(span.line()));
            } else {
                attached.toRoutine(clause, here.ceilingEntry(span.line()));
            }
        }
        return attached;
    }

    private static boolean inBody(NavigableMap<Integer, List<RoutinePlace>> starts, int line) {
        Map.Entry<Integer, List<RoutinePlace>> before = starts.floorEntry(line);
        return before != null && before.getValue().stream().anyMatch(p -> p.line() <= line && line <= p.endLine());
    }

    private void toInstruction(Clause clause, Map.@Nullable Entry<Integer, InstructionPlace> next) {
        if (next == null) {
            problems.add(ClauseParser.problem(
                    clause.by().span(), "belongs to the next instruction, but none follows in this file"));
            return;
        }
        instructions.computeIfAbsent(next.getValue(), p -> new ArrayList<>()).add(clause);
    }

    private void toRoutine(Clause clause, Map.@Nullable Entry<Integer, List<RoutinePlace>> next) {
        if (next == null) {
            problems.add(ClauseParser.problem(
                    clause.by().span(), "belongs to the next routine, but no label follows in this file"));
            return;
        }
        next.getValue()
                .forEach(p -> routines.computeIfAbsent(p.name(), n -> new ArrayList<>())
                        .add(clause));
    }

    List<Clause> ofRoutine(String name) {
        return List.copyOf(routines.getOrDefault(name, List.of()));
    }

    List<Clause> ofInstruction(String file, int line) {
        return List.copyOf(instructions.getOrDefault(new InstructionPlace(file, line), List.of()));
    }

    List<Problem> problems() {
        return problems;
    }
}
