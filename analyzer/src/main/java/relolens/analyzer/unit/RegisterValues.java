package relolens.analyzer.unit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.Solution;
import relolens.analyzer.dataflow.Solver;
import relolens.analyzer.dataflow.State;
import relolens.analyzer.dataflow.Value;
import relolens.analyzer.program.Mention;
import relolens.analyzer.program.Program;
import relolens.analyzer.program.Routine;
import relolens.analyzer.report.Report;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Isa;

/** What registers hold before each instruction, worked out routine by routine when asked for. Not for several threads. */
public final class RegisterValues {
    /**
     * A register's content where something of it is known.
     *
     * @param entry the routine's entry state it holds for
     * @param register 0 to 30, 31 is SP
     * @param zeros bits known to be 0
     * @param ones bits known to be 1
     * @param text the content in words
     */
    public record Known(Report.Entry entry, int register, long zeros, long ones, String text) {
        /** {@return whether every bit is known} */
        public boolean isConstant() {
            return (zeros | ones) == -1L;
        }
    }

    private static final long PAGE = 4096;

    private final Program program;
    private final Solver solver;
    private final Map<String, Contract> contracts = new HashMap<>();
    private final Map<Integer, Map<EntryState, Solution>> solved = new HashMap<>();

    /** @param contracts what is said of the unit's routines */
    public RegisterValues(AssembledUnit unit, List<Contract> contracts) {
        Map<Integer, Effects> seen = new HashMap<>();
        program = Program.of(unit, w -> seen.computeIfAbsent(w, Isa.a64()::effects), Set.of());
        solver = new Solver(program);
        contracts.forEach(c -> this.contracts.put(c.routine(), c));
    }

    /** {@return what {@code register} holds before the instruction at {@code offset} of {@code section}, by entry state} */
    public List<Known> before(String section, long offset, int register) {
        int index = program.find(new relolens.analyzer.program.Place(section, offset));
        Routine routine = index < 0 ? null : program.routineOf(index);
        if (routine == null) {
            return List.of();
        }
        LinkedHashSet<Known> found = new LinkedHashSet<>();
        solutions(routine).forEach((entry, solution) -> {
            State state = solution.before(index);
            if (state != null) {
                Value v = state.register(register);
                String text = text(v);
                if (!text.isEmpty()) {
                    found.add(new Known(
                            Entries.named(entry),
                            register,
                            v.bits().zeros(),
                            v.bits().ones(),
                            text));
                }
            }
        });
        return new ArrayList<>(found);
    }

    private Map<EntryState, Solution> solutions(Routine routine) {
        return solved.computeIfAbsent(routine.first(), first -> {
            Map<EntryState, Solution> all = new java.util.LinkedHashMap<>();
            Contract contract = contracts.getOrDefault(routine.name(), Contract.none(routine.name()));
            for (EntryState entry : Entries.of(contract, null)) {
                all.put(entry, solver.solve(first, entry));
            }
            return all;
        });
    }

    private String text(Value v) {
        if (v.isConstant()) {
            return "0x" + Long.toHexString(v.bits().value());
        }
        Base base = v.base();
        StringBuilder text = new StringBuilder();
        if (base != null) {
            text.append(v.exact() ? "" : "from ").append(Mention.read(base.text(), new InPlace(program)));
            if (v.exact() && v.delta() != 0) {
                text.append(v.delta() < 0 ? " − 0x" : " + 0x").append(Long.toHexString(Math.abs(v.delta())));
            }
        }
        if (v.role() != null) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(v.role().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        }
        switch (v.provenance()) {
            case UNKNOWN, NUMBER -> {}
            default ->
                text.append(text.length() == 0 ? "" : ", ")
                        .append(v.provenance()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' '));
        }
        long aligned = v.alignment();
        if (aligned > 1 && aligned <= PAGE * PAGE) {
            text.append(text.length() == 0 ? "" : ", ").append("a multiple of ").append(aligned);
        }
        return text.toString();
    }
}
