package relolens.analyzer.unit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.Pending;
import relolens.analyzer.dataflow.Sctlr;
import relolens.analyzer.dataflow.Solution;
import relolens.analyzer.dataflow.Solver;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.program.Program;
import relolens.analyzer.program.Routine;
import relolens.analyzer.rules.Checker;
import relolens.analyzer.rules.Walk;
import relolens.analyzer.unit.RoutineFacts.Row;
import relolens.analyzer.unit.RoutineFacts.Rows;
import relolens.analyzer.unit.RoutineFacts.Seen;
import relolens.analyzer.unit.RoutineFacts.Wanted;
import relolens.analyzer.verdict.MmuVerdict;
import relolens.analyzer.verdict.Verdict;

/** Answers one {@link RoutineQuestion}, out of nothing but the question. */
final class RoutineAnalysis {
    private final Program program;
    private final Solver solver;
    private final Routine root;
    private final Map<Integer, Routine> local = new HashMap<>();
    private final Map<Seen, Seen> seen = new HashMap<>();
    private final Set<Rows> callees = new LinkedHashSet<>();

    private RoutineAnalysis(RoutineQuestion question, Program unit) {
        program = unit.of(question.excerpt());
        solver = new Solver(program);
        question.assumed()
                .forEach((index, facts) ->
                        facts.forEach((register, alignment) -> solver.assume(index, register, alignment)));
        root = question.excerpt().root();
        for (Routine r : program.routines()) {
            if (r.called() && !r.global()) {
                local.put(r.first(), r);
            }
        }
    }

    /**
     * {@return what there is to say}
     *
     * @param unit knows words already decoded; nothing else is asked of it
     */
    static RoutineFacts answer(RoutineQuestion question, Program unit) {
        return new RoutineAnalysis(question, unit).run(question);
    }

    private RoutineFacts run(RoutineQuestion question) {
        Checker checker = new Checker(program);
        List<Rows> own = new ArrayList<>();
        for (EntryState entry : question.entries()) {
            Walk walk = new Walk(program, solver, root, entry, (start, solution) -> callee(entry, start, solution));
            own.add(rows(root, entry, walk.run(checker::check)));
        }
        EntryState judged = question.verdict();
        Verdict verdict = judged == null ? null : MmuVerdict.of(program, solver, root, judged);
        return new RoutineFacts(checker.found(), own, List.copyOf(callees), verdict);
    }

    private void callee(EntryState entry, int start, Solution solution) {
        Routine routine = local.get(start);
        if (routine != null) {
            callees.add(rows(routine, entry, solution));
        }
    }

    private Rows rows(Routine routine, EntryState entry, Solution solution) {
        List<Row> rows = new ArrayList<>();
        for (var e : solution.states().subMap(routine.first(), routine.end()).entrySet()) {
            Seen now = seen(e.getKey(), e.getValue());
            rows.add(new Row(e.getKey(), seen.computeIfAbsent(now, s -> s)));
        }
        return new Rows(routine.first(), entry, rows);
    }

    private Seen seen(int index, State state) {
        Set<String> assumes = new TreeSet<>();
        Assumptions.of(program, program.at(index), state, assumes);
        List<Wanted> pending = new ArrayList<>();
        for (Pending p : state.pending()) {
            pending.add(new Wanted(p.site(), wants(p)));
        }
        return new Seen(
                Entries.word(state.mmu()),
                Entries.word(state.sctlr(Sctlr.C)),
                Entries.word(state.sctlr(Sctlr.I)),
                state.level() == 0 ? "unknown" : Integer.toString(state.level()),
                List.copyOf(pending),
                List.copyOf(assumes));
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
