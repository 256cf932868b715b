package relolens.analyzer.rules;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.Solution;
import relolens.analyzer.dataflow.Solver;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.analyzer.program.Routine;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;

/** Goes over everything a routine reaches from one entry state, routines it calls included, each context once. */
public final class Walk {
    private final Program program;
    private final Solver solver;
    private final Routine routine;
    private final EntryState entry;
    private final Set<Solution> seen = new HashSet<>();
    private final BiConsumer<Integer, Solution> onCallee;

    /** @param onCallee told of each callee's facts: index of its first instruction and what was found */
    public Walk(
            Program program, Solver solver, Routine routine, EntryState entry, BiConsumer<Integer, Solution> onCallee) {
        this.program = program;
        this.solver = solver;
        this.routine = routine;
        this.entry = entry;
        this.onCallee = onCallee;
    }

    /** Visits all points; {@return the routine's own facts} */
    public Solution run(Consumer<Point> visitor) {
        Solution own = solver.solve(routine.first(), entry);
        visit(own, -1, visitor);
        return own;
    }

    private void visit(Solution solution, int call, Consumer<Point> visitor) {
        if (!seen.add(solution)) {
            return;
        }
        boolean own = call < 0;
        boolean judges = own && !routine.called();
        State start = solution.ways(solution.start()).stream().findFirst().orElse(null);
        for (int index : solution.reached()) {
            Instruction at = program.at(index);
            Flow flow = at.effects() == null ? null : at.effects().flow();
            for (State before : solution.ways(index)) {
                visitor.accept(new Point(program, routine, entry, at, before, judges, call, start));
                if (flow != null && flow.kind() == FlowKind.CALL) {
                    Solution callee = solver.callee(index, before);
                    if (callee != null) {
                        onCallee.accept(callee.start(), callee);
                        visit(callee, own ? index : call, visitor);
                    }
                }
            }
        }
    }
}
