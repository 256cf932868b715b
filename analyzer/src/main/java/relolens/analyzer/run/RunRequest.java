package relolens.analyzer.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;

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
 */
public record RunRequest(
        AssembledUnit unit,
        Contract contract,
        Clause.Run run,
        Map<String, Long> structure,
        @Nullable String core,
        @Nullable String board,
        Conditions conditions) {
    public RunRequest {
        structure = Map.copyOf(structure);
    }
}
