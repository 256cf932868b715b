package relolens.emulator.scenario;

/**
 * State of the core when the routine is entered.
 *
 * @param el exception level, 1 or 2
 * @param vhe at EL2, whether HCR_EL2.E2H is set
 * @param mmu stage 1 translation on
 * @param dcache data caches on (SCTLR.C)
 * @param icache instruction cache on (SCTLR.I)
 * @param daifMasked interrupts masked
 */
public record EntryState(int el, boolean vhe, boolean mmu, boolean dcache, boolean icache, boolean daifMasked) {
    public EntryState {
        if (el != 1 && el != 2) {
            throw new ScenarioException("entry: el must be 1 or 2, is " + el);
        }
        if (el == 2 && !vhe && mmu) {
            throw new ScenarioException("entry: el=2 vhe=no mmu=on cannot be run yet: only EL1 and EL2 with VHE have"
                    + " page tables built for them");
        }
    }

    /** {@return EL1, MMU and caches on, interrupts masked} */
    public static EntryState mmuOn() {
        return new EntryState(1, false, true, true, true, true);
    }

    /** {@return EL1, MMU and data caches off, interrupts masked; the instruction cache as said} */
    public static EntryState mmuOff(boolean icache) {
        return new EntryState(1, false, false, false, icache, true);
    }
}
