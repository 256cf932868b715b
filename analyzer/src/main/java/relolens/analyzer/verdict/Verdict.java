package relolens.analyzer.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a routine works in both MMU states.
 *
 * @param mmu agnostic, on-only, off-only, neither or unknown
 * @param reasons the first disqualifying instruction of each side ruled out
 * @param assuming what the verdict rests on: the caller's duties
 * @param proof for each state that nothing rules out: why
 */
public record Verdict(String mmu, List<Reason> reasons, List<String> assuming, List<String> proof) {
    public Verdict {
        reasons = List.copyOf(reasons);
        assuming = List.copyOf(assuming);
        proof = List.copyOf(proof);
    }

    /**
     * @param side "on" or "off": the state that is ruled out
     * @param site index of the instruction to blame
     * @param rule whose words these are, or null
     */
    public record Reason(String side, int site, @Nullable String rule, String message) {}
}
