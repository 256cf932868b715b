package relolens.emulator.cpu;

import java.util.EnumMap;
import java.util.Map;

/** ID registers of the plain core: v8.2 with LSE, CRC32, PAN, UAO, VHE; no PAuth, BTI, SVE or MTE. */
public final class CoreIdentity {
    private CoreIdentity() {}

    /**
     * @param highestEl 1 or 2
     * @return reset values of the ID registers that do not depend on cache geometry
     */
    public static Map<SystemRegister, Long> plain(int highestEl) {
        Map<SystemRegister, Long> values = new EnumMap<>(SystemRegister.class);
        // Implementer 0: reserved for software use; no erratum list matches it.
        values.put(SystemRegister.MIDR_EL1, 0x000f_0000L);
        values.put(SystemRegister.MPIDR_EL1, 0x8000_0000L);
        // EL0 and EL1 AArch64 only, EL2 if there is one, FP and Advanced SIMD without half precision arithmetic.
        values.put(SystemRegister.ID_AA64PFR0_EL1, highestEl >= 2 ? 0x111L : 0x011L);
        // Debug architecture v8, the least number of breakpoints and watchpoints.
        values.put(SystemRegister.ID_AA64DFR0_EL1, 0x0010_1006L);
        // CRC32 and LSE atomics.
        values.put(SystemRegister.ID_AA64ISAR0_EL1, 0x0021_0000L);
        // DC CVAP.
        values.put(SystemRegister.ID_AA64ISAR1_EL1, 0x1L);
        // 48-bit PA, 16-bit ASID, all three granules.
        values.put(SystemRegister.ID_AA64MMFR0_EL1, 0x0010_0025L);
        // PAN, hierarchical permission disable, VHE.
        values.put(SystemRegister.ID_AA64MMFR1_EL1, highestEl >= 2 ? 0x0010_1100L : 0x0010_1000L);
        // UAO.
        values.put(SystemRegister.ID_AA64MMFR2_EL1, 0x10L);
        values.put(SystemRegister.CNTFRQ_EL0, 62_500_000L);
        // FP and Advanced SIMD open at both levels: boot code is run from the middle, as firmware leaves it.
        values.put(SystemRegister.CPACR_EL1, 3L << 20);
        values.put(SystemRegister.CPTR_EL2, 3L << 20 | 0x33ffL);
        return values;
    }
}
