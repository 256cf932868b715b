package relolens.analyzer.contract;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * All that is said of one routine: its own comments before the nearest sidecar before farther ones before a profile.
 *
 * @param routine name
 * @param entries machine states on entry, empty if nobody says any: the state is then unknown
 * @param registers roles by register name ({@code x0}…{@code x30}, {@code sp})
 * @param cpu what may be assumed of the core
 * @param runs experiments: those of the nearest level that has any
 * @param expect how runs end, or null
 * @param allows suppressions for the whole routine
 * @param profile name of the built-in profile that fits, or null
 * @param abi the ABI that profile assumes in words, "" without one
 */
public record Contract(
        String routine,
        List<Clause.Entry> entries,
        Map<String, Clause.Register> registers,
        Core cpu,
        List<Clause.Run> runs,
        Clause.@Nullable Expect expect,
        List<Clause.Allow> allows,
        @Nullable String profile,
        String abi) {
    public Contract {
        entries = List.copyOf(entries);
        registers = Map.copyOf(registers);
        runs = List.copyOf(runs);
        allows = List.copyOf(allows);
    }

    /** What may be assumed of the core: by default nothing (no IDC, no DIC, line size unknown). */
    public record Core(
            OptionalInt idc,
            OptionalInt dic,
            OptionalInt line,
            OptionalInt bbm,
            @Nullable String stage2) {
        /** Nothing is said. */
        public static final Core UNKNOWN =
                new Core(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), null);
    }

    /** {@return a contract that says nothing} */
    public static Contract none(String routine) {
        return new Contract(routine, List.of(), Map.of(), Core.UNKNOWN, List.of(), null, List.of(), null, "");
    }

    /** {@return the runs somebody wrote for this routine, profile runs left out: what a directory gets} */
    public List<Clause.Run> explicitRuns() {
        return runs.stream().filter(r -> r.by().level() != Clause.Level.PROFILE).toList();
    }
}
