package relolens.analyzer.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * Declared machine state: what an {@code entry} or {@code state} clause says.
 *
 * @param el exception level 1 to 3, or 0 if not said
 * @param vhe HCR_EL2.E2H: ON, OFF or UNKNOWN
 * @param mmu SCTLR.M of the regime in force
 * @param dcache SCTLR.C
 * @param icache SCTLR.I
 * @param interruptsMasked PSTATE.DAIF: ON = masked, OFF = unmasked, UNKNOWN
 * @param identityMapped whether the code's virtual address is its physical one
 */
public record MachineState(
        int el, OnOff vhe, OnOff mmu, OnOff dcache, OnOff icache, OnOff interruptsMasked, OnOff identityMapped) {
    /** Nothing said. */
    public static final MachineState UNKNOWN = new MachineState(
            0, OnOff.UNKNOWN, OnOff.UNKNOWN, OnOff.UNKNOWN, OnOff.UNKNOWN, OnOff.UNKNOWN, OnOff.UNKNOWN);

    /** {@return the same state with the MMU as given} */
    public MachineState withMmu(OnOff value) {
        return new MachineState(el, vhe, value, dcache, icache, interruptsMasked, identityMapped);
    }

    /** {@return one state for each combination that {@link OnOff#ANY} stands for; this alone if there is none} */
    public List<MachineState> alternatives() {
        List<MachineState> found = new ArrayList<>();
        for (OnOff m : each(mmu)) {
            for (OnOff d : each(dcache)) {
                for (OnOff i : each(icache)) {
                    found.add(new MachineState(el, vhe, m, d, i, interruptsMasked, identityMapped));
                }
            }
        }
        return List.copyOf(found);
    }

    private static List<OnOff> each(OnOff value) {
        return value == OnOff.ANY ? List.of(OnOff.ON, OnOff.OFF) : List.of(value);
    }
}
