package relolens.analyzer.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.program.Program;
import relolens.analyzer.program.Routine;
import relolens.analyzer.rules.Checker.Cause;
import relolens.analyzer.rules.Checker.Found;
import relolens.analyzer.rules.DuplicateRoutine;
import relolens.analyzer.twin.Twins;

/** Finds routines of a unit that are entered in different MMU states and do the same work (X08). */
final class Duplicates {
    private Duplicates() {}

    /**
     * {@return one cause for each second copy, in program order}
     *
     * @param verdicts MMU verdict by routine name
     */
    static List<Cause> of(Program program, Map<Routine, Contract> contracts, Map<String, String> verdicts) {
        List<Routine> on = new ArrayList<>();
        List<Routine> off = new ArrayList<>();
        contracts.forEach((routine, contract) -> {
            List<EntryState> entries = Entries.of(contract, null);
            String verdict = verdicts.getOrDefault(routine.name(), "unknown");
            if (entries.stream().allMatch(e -> e.mmu().yes()) || verdict.equals("on-only")) {
                on.add(routine);
            } else if (entries.stream().allMatch(e -> e.mmu().no()) || verdict.equals("off-only")) {
                off.add(routine);
            }
        });
        List<Cause> causes = new ArrayList<>();
        Twins twins = new Twins(program);
        for (Routine a : on) {
            for (Routine b : off) {
                Routine first = a.first() < b.first() ? a : b;
                Routine second = a.first() < b.first() ? b : a;
                Twins.Difference difference = twins.compare(first, second);
                if (difference != null) {
                    Contract contract = contracts.getOrDefault(second, Contract.none(second.name()));
                    int line = program.at(first.first()).line();
                    var issue = new DuplicateRoutine().issue(second.first(), first.name(), line, difference.text());
                    Found found = new Found(
                            issue, second.name(), Entries.of(contract, null).get(0), -1);
                    causes.add(new Cause(found, List.of()));
                }
            }
        }
        return causes;
    }
}
