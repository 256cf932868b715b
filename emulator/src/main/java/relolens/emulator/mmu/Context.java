package relolens.emulator.mmu;

import relolens.emulator.cpu.CpuState;
import relolens.emulator.cpu.SystemRegister;
import relolens.emulator.cpu.SystemRegisters;

/** The translation controls in force for one exception level, read out of the system registers once. */
final class Context {
    private static final int[] OUTPUT_BITS = {32, 36, 40, 42, 44, 48, 48, 48};

    final Regime regime;
    final boolean enabled;
    /** HCR_EL2.DC: with translation off, data is Normal write-back. */
    final boolean defaultCacheable;

    final boolean alignmentCheck;
    final boolean dataCacheable;
    final boolean fetchCacheable;
    final boolean writeImpliesNeverExecute;
    final int outputBits;
    final int asid;
    /** Bits of an ASID that count: 8 or 16, by TCR.AS. */
    final int asidMask;

    final long mair;
    final Half low;
    final Half high;

    /**
     * One half of the address range.
     *
     * @param sizeBits bits of virtual address below the half's fixed top
     * @param valid whether TxSZ is in range
     * @param granule log2 of the page size
     */
    record Half(
            long ttbr,
            int sizeBits,
            boolean valid,
            int granule,
            boolean disabled,
            boolean ignoresTop,
            boolean flatPermissions,
            boolean walkCacheable) {}

    /** @param el exception level the access is made at, 0 to 2 */
    Context(CpuState cpu, int el) {
        SystemRegisters system = cpu.system();
        long hcr = system.get(SystemRegister.HCR_EL2);
        boolean e2h = (hcr & 1L << 34) != 0;
        boolean tge = (hcr & 1L << 27) != 0;
        if (el == 2) {
            regime = e2h ? Regime.EL20 : Regime.EL2;
        } else {
            regime = el == 0 && e2h && tge ? Regime.EL20 : Regime.EL10;
        }
        boolean guest = regime == Regime.EL10;
        long sctlr = system.get(guest ? SystemRegister.SCTLR_EL1 : SystemRegister.SCTLR_EL2);
        long tcr = system.get(guest ? SystemRegister.TCR_EL1 : SystemRegister.TCR_EL2);
        long ttbr0 = system.get(guest ? SystemRegister.TTBR0_EL1 : SystemRegister.TTBR0_EL2);
        long ttbr1 = system.get(guest ? SystemRegister.TTBR1_EL1 : SystemRegister.TTBR1_EL2);
        mair = system.get(guest ? SystemRegister.MAIR_EL1 : SystemRegister.MAIR_EL2);
        defaultCacheable = guest && (hcr & 1L << 12) != 0 && !tge;
        enabled = (sctlr & 1) != 0 && !defaultCacheable;
        alignmentCheck = (sctlr & 1L << 1) != 0;
        dataCacheable = (sctlr & 1L << 2) != 0;
        fetchCacheable = (sctlr & 1L << 12) != 0;
        writeImpliesNeverExecute = (sctlr & 1L << 19) != 0;
        int implemented = OUTPUT_BITS[(int) system.get(SystemRegister.ID_AA64MMFR0_EL1) & 7];
        if (regime.hasUser()) {
            outputBits = Math.min(OUTPUT_BITS[(int) (tcr >>> 32) & 7], implemented);
            long full = ((tcr & 1L << 22) != 0 ? ttbr1 : ttbr0) >>> 48;
            asidMask = (tcr & 1L << 36) != 0 ? 0xffff : 0xff;
            asid = (int) full & asidMask;
            low = half(ttbr0, tcr, granule0((int) (tcr >>> 14) & 3), bit(tcr, 7), bit(tcr, 37), bit(tcr, 41));
            high = half(ttbr1, tcr >>> 16, granule1((int) (tcr >>> 30) & 3), bit(tcr, 23), bit(tcr, 38), bit(tcr, 42));
        } else {
            outputBits = Math.min(OUTPUT_BITS[(int) (tcr >>> 16) & 7], implemented);
            asidMask = 0;
            asid = 0;
            low = half(ttbr0, tcr, granule0((int) (tcr >>> 14) & 3), false, bit(tcr, 20), bit(tcr, 24));
            high = new Half(0, 0, false, 12, true, low.ignoresTop(), false, false);
        }
    }

    private Half half(long ttbr, long fields, int granule, boolean epd, boolean tbi, boolean hpd) {
        int txsz = (int) fields & 63;
        int inner = (int) (fields >>> 8) & 3;
        // Inner write-back (1 or 3) walks look in the data cache, if there is one to look in.
        boolean cacheable = (inner & 1) != 0 && dataCacheable;
        return new Half(ttbr, 64 - txsz, txsz >= 16 && txsz <= 39, granule, epd, tbi, hpd, cacheable);
    }

    private static boolean bit(long value, int n) {
        return (value >>> n & 1) != 0;
    }

    private static int granule0(int tg) {
        return tg == 1 ? 16 : tg == 2 ? 14 : 12;
    }

    private static int granule1(int tg) {
        return tg == 3 ? 16 : tg == 1 ? 14 : 12;
    }

    /** {@return the half an address belongs to, by bit 55} */
    Half half(long va) {
        return regime.hasUser() && (va >>> 55 & 1) != 0 ? high : low;
    }

    /** {@return the address with an ignored top byte replaced by copies of bit 55} */
    long canonical(long va) {
        if (!half(va).ignoresTop()) {
            return va;
        }
        return regime.hasUser() ? va << 8 >> 8 : va & 0x00ff_ffff_ffff_ffffL;
    }
}
