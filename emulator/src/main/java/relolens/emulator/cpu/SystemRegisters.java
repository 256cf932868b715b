package relolens.emulator.cpu;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of the system registers of one core, and which register an access at some exception level really means (VHE
 * redirection, Arm ARM "System and Special-purpose register redirection"). Registers that live in {@link CpuState} are
 * reached through {@link CpuState#readSystem} and {@link CpuState#writeSystem}.
 *
 * <p>A write takes effect at once; the machine does not model the window before the next context synchronisation event.
 */
public final class SystemRegisters {
    /** SCTLR_EL1 bits that read as one on a v8.2 core without FEAT_LSMAOC, FEAT_ExS and FEAT_CSV2_2. */
    public static final long SCTLR_EL1_RES1 = 0x3050_0800L;
    /** SCTLR_EL2 bits that read as one with E2H clear. */
    public static final long SCTLR_EL2_RES1 = 0x30c5_0830L;

    private static final long HCR_E2H = 1L << 34;
    private static final int OP0_MASK = 3 << 14;

    private final long[] values = new long[SystemRegister.values().length];
    private long @Nullable [] cacheSizes;

    /** @param initial values at reset; others are zero, SCTLR_ELx their RES1 bits */
    public SystemRegisters(Map<SystemRegister, Long> initial) {
        set(SystemRegister.SCTLR_EL1, SCTLR_EL1_RES1);
        set(SystemRegister.SCTLR_EL2, SCTLR_EL2_RES1);
        initial.forEach(this::set);
    }

    /** {@return the stored value, no redirection, no side effect} */
    public long get(SystemRegister register) {
        return values[register.ordinal()];
    }

    /** Stores a value as a host does: read-only registers too, RES1 bits kept. */
    public void set(SystemRegister register, long value) {
        values[register.ordinal()] = value | res1(register);
    }

    /** @param sizes CCSIDR_EL1 by CSSELR_EL1 selector (level - 1 shifted left once, plus 1 for instruction caches) */
    public void setCacheSizes(long[] sizes) {
        cacheSizes = sizes.clone();
    }

    /** {@return CCSIDR_EL1 as CSSELR_EL1 selects it, 0 for a cache that is not there} */
    long cacheSize() {
        int selector = (int) get(SystemRegister.CSSELR_EL1) & 15;
        return cacheSizes == null || selector >= cacheSizes.length ? 0 : cacheSizes[selector];
    }

    /** {@return whether HCR_EL2.E2H is set} */
    public boolean e2h() {
        return (get(SystemRegister.HCR_EL2) & HCR_E2H) != 0;
    }

    /**
     * Which register {@code encoding} means at {@code el}.
     *
     * @return null if the access is UNDEFINED there: unknown, absent, or of a higher exception level
     */
    public @Nullable SystemRegister resolve(int encoding, int el) {
        int op1 = encoding >>> 11 & 7;
        if (op1 == 5 && (encoding & OP0_MASK) == OP0_MASK) {
            // The _EL12 and _EL02 names: EL1's and EL0's own registers, only for EL2 with E2H set.
            if (el != 2 || !e2h()) {
                return null;
            }
            SystemRegister plain = known(withOp1(encoding, 0));
            return plain != null ? plain : known(withOp1(encoding, 3));
        }
        if (el < lowestLevel(op1)) {
            return null;
        }
        SystemRegister named = known(encoding);
        if (named == null || el != 2 || !e2h()) {
            return named;
        }
        SystemRegister redirected = redirected(named);
        return redirected == null ? named : redirected;
    }

    private static @Nullable SystemRegister known(int encoding) {
        SystemRegister register = SystemRegister.of(encoding);
        return register == null || register.kind() == SystemRegister.Kind.ABSENT ? null : register;
    }

    private static int withOp1(int encoding, int op1) {
        return encoding & ~(7 << 11) | op1 << 11;
    }

    private static int lowestLevel(int op1) {
        switch (op1) {
            case 3:
                return 0;
            case 4:
                return 2;
            case 6:
                // SP_EL2 and EL3's own: there is no EL3 here.
                return 3;
            default:
                return 1;
        }
    }

    /** At EL2 with E2H set, EL1 names reach EL2's registers. */
    private static @Nullable SystemRegister redirected(SystemRegister register) {
        switch (register) {
            case SCTLR_EL1:
                return SystemRegister.SCTLR_EL2;
            case CPACR_EL1:
                return SystemRegister.CPTR_EL2;
            case TTBR0_EL1:
                return SystemRegister.TTBR0_EL2;
            case TTBR1_EL1:
                return SystemRegister.TTBR1_EL2;
            case TCR_EL1:
                return SystemRegister.TCR_EL2;
            case AFSR0_EL1:
                return SystemRegister.AFSR0_EL2;
            case AFSR1_EL1:
                return SystemRegister.AFSR1_EL2;
            case ESR_EL1:
                return SystemRegister.ESR_EL2;
            case FAR_EL1:
                return SystemRegister.FAR_EL2;
            case MAIR_EL1:
                return SystemRegister.MAIR_EL2;
            case AMAIR_EL1:
                return SystemRegister.AMAIR_EL2;
            case VBAR_EL1:
                return SystemRegister.VBAR_EL2;
            case CONTEXTIDR_EL1:
                return SystemRegister.CONTEXTIDR_EL2;
            case CNTKCTL_EL1:
                return SystemRegister.CNTHCTL_EL2;
            case SPSR_EL1:
                return SystemRegister.SPSR_EL2;
            case ELR_EL1:
                return SystemRegister.ELR_EL2;
            case CNTP_TVAL_EL0:
                return SystemRegister.CNTHP_TVAL_EL2;
            case CNTP_CTL_EL0:
                return SystemRegister.CNTHP_CTL_EL2;
            case CNTP_CVAL_EL0:
                return SystemRegister.CNTHP_CVAL_EL2;
            case CNTV_TVAL_EL0:
                return SystemRegister.CNTHV_TVAL_EL2;
            case CNTV_CTL_EL0:
                return SystemRegister.CNTHV_CTL_EL2;
            case CNTV_CVAL_EL0:
                return SystemRegister.CNTHV_CVAL_EL2;
            default:
                return null;
        }
    }

    private long res1(SystemRegister register) {
        if (register == SystemRegister.SCTLR_EL1) {
            return SCTLR_EL1_RES1;
        }
        if (register == SystemRegister.SCTLR_EL2) {
            // With E2H set the layout is SCTLR_EL1's.
            return e2h() ? SCTLR_EL1_RES1 : SCTLR_EL2_RES1;
        }
        return 0;
    }
}
