package relolens.emulator.cpu;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * System registers the machine knows, with their MRS/MSR encodings (Arm ARM, "AArch64 System Register Encoding").
 * Registers whose value the machine computes or whose write does more than store are listed too; the difference is in
 * {@link SystemRegisters}.
 */
public enum SystemRegister {
    // Identification
    MIDR_EL1(3, 0, 0, 0, 0, Kind.ID),
    MPIDR_EL1(3, 0, 0, 0, 5, Kind.ID),
    REVIDR_EL1(3, 0, 0, 0, 6, Kind.ID),
    ID_PFR0_EL1(3, 0, 0, 1, 0, Kind.ID),
    ID_PFR1_EL1(3, 0, 0, 1, 1, Kind.ID),
    ID_DFR0_EL1(3, 0, 0, 1, 2, Kind.ID),
    ID_AFR0_EL1(3, 0, 0, 1, 3, Kind.ID),
    ID_MMFR0_EL1(3, 0, 0, 1, 4, Kind.ID),
    ID_MMFR1_EL1(3, 0, 0, 1, 5, Kind.ID),
    ID_MMFR2_EL1(3, 0, 0, 1, 6, Kind.ID),
    ID_MMFR3_EL1(3, 0, 0, 1, 7, Kind.ID),
    ID_ISAR0_EL1(3, 0, 0, 2, 0, Kind.ID),
    ID_ISAR1_EL1(3, 0, 0, 2, 1, Kind.ID),
    ID_ISAR2_EL1(3, 0, 0, 2, 2, Kind.ID),
    ID_ISAR3_EL1(3, 0, 0, 2, 3, Kind.ID),
    ID_ISAR4_EL1(3, 0, 0, 2, 4, Kind.ID),
    ID_ISAR5_EL1(3, 0, 0, 2, 5, Kind.ID),
    ID_MMFR4_EL1(3, 0, 0, 2, 6, Kind.ID),
    ID_ISAR6_EL1(3, 0, 0, 2, 7, Kind.ID),
    MVFR0_EL1(3, 0, 0, 3, 0, Kind.ID),
    MVFR1_EL1(3, 0, 0, 3, 1, Kind.ID),
    MVFR2_EL1(3, 0, 0, 3, 2, Kind.ID),
    ID_AA64PFR0_EL1(3, 0, 0, 4, 0, Kind.ID),
    ID_AA64PFR1_EL1(3, 0, 0, 4, 1, Kind.ID),
    ID_AA64ZFR0_EL1(3, 0, 0, 4, 4, Kind.ID),
    ID_AA64SMFR0_EL1(3, 0, 0, 4, 5, Kind.ID),
    ID_AA64DFR0_EL1(3, 0, 0, 5, 0, Kind.ID),
    ID_AA64DFR1_EL1(3, 0, 0, 5, 1, Kind.ID),
    ID_AA64AFR0_EL1(3, 0, 0, 5, 4, Kind.ID),
    ID_AA64AFR1_EL1(3, 0, 0, 5, 5, Kind.ID),
    ID_AA64ISAR0_EL1(3, 0, 0, 6, 0, Kind.ID),
    ID_AA64ISAR1_EL1(3, 0, 0, 6, 1, Kind.ID),
    ID_AA64ISAR2_EL1(3, 0, 0, 6, 2, Kind.ID),
    ID_AA64MMFR0_EL1(3, 0, 0, 7, 0, Kind.ID),
    ID_AA64MMFR1_EL1(3, 0, 0, 7, 1, Kind.ID),
    ID_AA64MMFR2_EL1(3, 0, 0, 7, 2, Kind.ID),
    ID_AA64MMFR3_EL1(3, 0, 0, 7, 3, Kind.ID),
    CCSIDR_EL1(3, 1, 0, 0, 0, Kind.ID),
    CLIDR_EL1(3, 1, 0, 0, 1, Kind.ID),
    AIDR_EL1(3, 1, 0, 0, 7, Kind.ID),
    CSSELR_EL1(3, 2, 0, 0, 0, Kind.PLAIN),
    CTR_EL0(3, 3, 0, 0, 1, Kind.ID),
    DCZID_EL0(3, 3, 0, 0, 7, Kind.ID),
    VPIDR_EL2(3, 4, 0, 0, 0, Kind.PLAIN),
    VMPIDR_EL2(3, 4, 0, 0, 5, Kind.PLAIN),
    // PSTATE fields and exception state
    NZCV(3, 3, 4, 2, 0, Kind.STATE),
    DAIF(3, 3, 4, 2, 1, Kind.STATE),
    SPSEL(3, 0, 4, 2, 0, Kind.STATE),
    CURRENTEL(3, 0, 4, 2, 2, Kind.READ_ONLY_STATE),
    PAN(3, 0, 4, 2, 3, Kind.STATE),
    UAO(3, 0, 4, 2, 4, Kind.STATE),
    FPCR(3, 3, 4, 4, 0, Kind.PLAIN),
    FPSR(3, 3, 4, 4, 1, Kind.PLAIN),
    SP_EL0(3, 0, 4, 1, 0, Kind.STATE),
    SP_EL1(3, 4, 4, 1, 0, Kind.STATE),
    SP_EL2(3, 6, 4, 1, 0, Kind.STATE),
    SPSR_EL1(3, 0, 4, 0, 0, Kind.PLAIN),
    ELR_EL1(3, 0, 4, 0, 1, Kind.PLAIN),
    SPSR_EL2(3, 4, 4, 0, 0, Kind.PLAIN),
    ELR_EL2(3, 4, 4, 0, 1, Kind.PLAIN),
    ESR_EL1(3, 0, 5, 2, 0, Kind.PLAIN),
    AFSR0_EL1(3, 0, 5, 1, 0, Kind.PLAIN),
    AFSR1_EL1(3, 0, 5, 1, 1, Kind.PLAIN),
    FAR_EL1(3, 0, 6, 0, 0, Kind.PLAIN),
    PAR_EL1(3, 0, 7, 4, 0, Kind.PLAIN),
    ESR_EL2(3, 4, 5, 2, 0, Kind.PLAIN),
    AFSR0_EL2(3, 4, 5, 1, 0, Kind.PLAIN),
    AFSR1_EL2(3, 4, 5, 1, 1, Kind.PLAIN),
    FAR_EL2(3, 4, 6, 0, 0, Kind.PLAIN),
    HPFAR_EL2(3, 4, 6, 0, 4, Kind.PLAIN),
    VBAR_EL1(3, 0, 12, 0, 0, Kind.PLAIN),
    VBAR_EL2(3, 4, 12, 0, 0, Kind.PLAIN),
    ISR_EL1(3, 0, 12, 1, 0, Kind.ID),
    RMR_EL1(3, 0, 12, 0, 2, Kind.PLAIN),
    // Control and translation
    SCTLR_EL1(3, 0, 1, 0, 0, Kind.TRANSLATION),
    ACTLR_EL1(3, 0, 1, 0, 1, Kind.PLAIN),
    CPACR_EL1(3, 0, 1, 0, 2, Kind.PLAIN),
    ZCR_EL1(3, 0, 1, 2, 0, Kind.ABSENT),
    TTBR0_EL1(3, 0, 2, 0, 0, Kind.TRANSLATION),
    TTBR1_EL1(3, 0, 2, 0, 1, Kind.TRANSLATION),
    TCR_EL1(3, 0, 2, 0, 2, Kind.TRANSLATION),
    MAIR_EL1(3, 0, 10, 2, 0, Kind.TRANSLATION),
    AMAIR_EL1(3, 0, 10, 3, 0, Kind.PLAIN),
    CONTEXTIDR_EL1(3, 0, 13, 0, 1, Kind.PLAIN),
    SCTLR_EL2(3, 4, 1, 0, 0, Kind.TRANSLATION),
    ACTLR_EL2(3, 4, 1, 0, 1, Kind.PLAIN),
    HCR_EL2(3, 4, 1, 1, 0, Kind.TRANSLATION),
    MDCR_EL2(3, 4, 1, 1, 1, Kind.PLAIN),
    CPTR_EL2(3, 4, 1, 1, 2, Kind.PLAIN),
    HSTR_EL2(3, 4, 1, 1, 3, Kind.PLAIN),
    HACR_EL2(3, 4, 1, 1, 7, Kind.PLAIN),
    ZCR_EL2(3, 4, 1, 2, 0, Kind.ABSENT),
    TTBR0_EL2(3, 4, 2, 0, 0, Kind.TRANSLATION),
    TTBR1_EL2(3, 4, 2, 0, 1, Kind.TRANSLATION),
    TCR_EL2(3, 4, 2, 0, 2, Kind.TRANSLATION),
    VTTBR_EL2(3, 4, 2, 1, 0, Kind.TRANSLATION),
    VTCR_EL2(3, 4, 2, 1, 2, Kind.PLAIN),
    MAIR_EL2(3, 4, 10, 2, 0, Kind.TRANSLATION),
    AMAIR_EL2(3, 4, 10, 3, 0, Kind.PLAIN),
    CONTEXTIDR_EL2(3, 4, 13, 0, 1, Kind.PLAIN),
    // Thread identifiers
    TPIDR_EL0(3, 3, 13, 0, 2, Kind.PLAIN),
    TPIDRRO_EL0(3, 3, 13, 0, 3, Kind.PLAIN),
    TPIDR_EL1(3, 0, 13, 0, 4, Kind.PLAIN),
    TPIDR_EL2(3, 4, 13, 0, 2, Kind.PLAIN),
    // Timers: the counters run with retired instructions, no timer ever fires yet
    CNTFRQ_EL0(3, 3, 14, 0, 0, Kind.PLAIN),
    CNTPCT_EL0(3, 3, 14, 0, 1, Kind.READ_ONLY_STATE),
    CNTVCT_EL0(3, 3, 14, 0, 2, Kind.READ_ONLY_STATE),
    CNTP_TVAL_EL0(3, 3, 14, 2, 0, Kind.PLAIN),
    CNTP_CTL_EL0(3, 3, 14, 2, 1, Kind.PLAIN),
    CNTP_CVAL_EL0(3, 3, 14, 2, 2, Kind.PLAIN),
    CNTV_TVAL_EL0(3, 3, 14, 3, 0, Kind.PLAIN),
    CNTV_CTL_EL0(3, 3, 14, 3, 1, Kind.PLAIN),
    CNTV_CVAL_EL0(3, 3, 14, 3, 2, Kind.PLAIN),
    CNTKCTL_EL1(3, 0, 14, 1, 0, Kind.PLAIN),
    CNTHCTL_EL2(3, 4, 14, 1, 0, Kind.PLAIN),
    CNTHP_TVAL_EL2(3, 4, 14, 2, 0, Kind.PLAIN),
    CNTHP_CTL_EL2(3, 4, 14, 2, 1, Kind.PLAIN),
    CNTHP_CVAL_EL2(3, 4, 14, 2, 2, Kind.PLAIN),
    CNTHV_TVAL_EL2(3, 4, 14, 3, 0, Kind.PLAIN),
    CNTHV_CTL_EL2(3, 4, 14, 3, 1, Kind.PLAIN),
    CNTHV_CVAL_EL2(3, 4, 14, 3, 2, Kind.PLAIN),
    CNTVOFF_EL2(3, 4, 14, 0, 3, Kind.PLAIN),
    // Debug and performance: stored, without effect
    MDSCR_EL1(2, 0, 0, 2, 2, Kind.PLAIN),
    OSLAR_EL1(2, 0, 1, 0, 4, Kind.PLAIN),
    OSLSR_EL1(2, 0, 1, 1, 4, Kind.ID),
    OSDLR_EL1(2, 0, 1, 3, 4, Kind.PLAIN),
    PMCR_EL0(3, 3, 9, 12, 0, Kind.PLAIN),
    PMCNTENSET_EL0(3, 3, 9, 12, 1, Kind.PLAIN),
    PMCNTENCLR_EL0(3, 3, 9, 12, 2, Kind.PLAIN),
    PMUSERENR_EL0(3, 3, 9, 14, 0, Kind.PLAIN),
    PMINTENCLR_EL1(3, 0, 9, 14, 2, Kind.PLAIN),
    PMCCNTR_EL0(3, 3, 9, 13, 0, Kind.PLAIN),
    PMCCFILTR_EL0(3, 3, 14, 15, 7, Kind.PLAIN),
    PMSELR_EL0(3, 3, 9, 12, 5, Kind.PLAIN),
    PMSCR_EL1(3, 0, 9, 9, 0, Kind.ABSENT);

    /** What an access does. */
    enum Kind {
        /** Value fixed by the configuration; writes are UNDEFINED. */
        ID,
        /** Reads as last written. */
        PLAIN,
        /** As PLAIN, and translations made before may no longer hold. */
        TRANSLATION,
        /** Lives in {@link CpuState}. */
        STATE,
        /** Lives in {@link CpuState}; writes are UNDEFINED. */
        READ_ONLY_STATE,
        /** Known by name, but the core does not implement it: UNDEFINED. */
        ABSENT
    }

    private static final Map<Integer, SystemRegister> BY_ENCODING = new HashMap<>();
    private static final Map<String, SystemRegister> BY_NAME = new HashMap<>();

    static {
        for (SystemRegister r : values()) {
            BY_ENCODING.put(r.encoding, r);
            BY_NAME.put(r.lowerName(), r);
        }
    }

    private final int encoding;
    private final Kind kind;

    SystemRegister(int op0, int op1, int crn, int crm, int op2, Kind kind) {
        this.encoding = pack(op0, op1, crn, crm, op2);
        this.kind = kind;
    }

    /** {@return op0:op1:CRn:CRm:op2 as 2:3:4:4:3 bits} */
    public static int pack(int op0, int op1, int crn, int crm, int op2) {
        return op0 << 14 | op1 << 11 | crn << 7 | crm << 3 | op2;
    }

    /** {@return the register with this packed encoding, or null if the machine knows none} */
    public static @Nullable SystemRegister of(int encoding) {
        return BY_ENCODING.get(encoding);
    }

    /** {@return the register called {@code name}, any case, or null if the machine knows none} */
    public static @Nullable SystemRegister named(String name) {
        return BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    /** {@return op0:op1:CRn:CRm:op2 as 2:3:4:4:3 bits} */
    public int encoding() {
        return encoding;
    }

    /** {@return the name as assembly writes it} */
    public String lowerName() {
        return name().toLowerCase(Locale.ROOT);
    }

    Kind kind() {
        return kind;
    }

    /** {@return whether a write may make earlier translations wrong} */
    public boolean affectsTranslation() {
        return kind == Kind.TRANSLATION;
    }

    /** {@return the generic name of an encoding, as assemblers write unknown registers} */
    public static String genericName(int encoding) {
        return String.format(
                "s%d_%d_c%d_c%d_%d",
                encoding >>> 14 & 3, encoding >>> 11 & 7, encoding >>> 7 & 15, encoding >>> 3 & 15, encoding & 7);
    }
}
