package relolens.analyzer.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;
import relolens.emulator.timing.TimingLibrary;

/**
 * One experiment to carry out.
 *
 * @param unit the assembled unit
 * @param contract of the routine, which names it
 * @param run what to run
 * @param structure offsets of {@code struct kimage} members, see {@link KimageOffsets}
 * @param core core that wins over the clause's, or null
 * @param board board that wins over the clause's, or null
 * @param conditions how it is to be watched, and what is changed about the core
 * @param machines where cores and boards are looked up
 */
public record RunRequest(
        AssembledUnit unit,
        Contract contract,
        Clause.Run run,
        Map<String, Long> structure,
        @Nullable String core,
        @Nullable String board,
        Conditions conditions,
        TimingLibrary machines) {
    public RunRequest {
        structure = Map.copyOf(structure);
    }

    /** {@return the same of another run, under other conditions} */
    RunRequest with(Clause.Run other, Conditions under) {
        return new RunRequest(unit, contract, other, structure, core, board, under, machines);
    }

    /** A request for cores and boards that come with the program. */
    public RunRequest(
            AssembledUnit unit,
            Contract contract,
            Clause.Run run,
            Map<String, Long> structure,
            @Nullable String core,
            @Nullable String board,
            Conditions conditions) {
        this(unit, contract, run, structure, core, board, conditions, TimingLibrary.BUILT_IN);
    }
}
