package relolens.emulator.mmu;

import relolens.emulator.memory.MemoryType;

/** One translation as a TLB holds it. What it translates does not change once filled. */
final class TlbEntry {
    /** Permission bits, judged against the access at each use. */
    static final int READ_ONLY = 1;

    static final int USER = 2;
    static final int EXECUTE_NEVER_USER = 4;
    static final int EXECUTE_NEVER_PRIVILEGED = 8;

    final Regime regime;
    final long va;
    final int shift;
    final long pa;
    final MemoryType type;
    final int permissions;
    final boolean global;
    final int asid;
    /** Table level of the leaf, for fault status codes. */
    final int level;
    /** MAIR byte in bits 15 to 8, shareability in bits 1 to 0: what PAR_EL1 reports. */
    final int attributes;
    /** Whether instructions were fetched by it. */
    boolean fetched;

    TlbEntry(
            Regime regime,
            long va,
            int shift,
            long pa,
            MemoryType type,
            int permissions,
            boolean global,
            int asid,
            int level,
            int attributes) {
        this.regime = regime;
        this.va = va >> shift << shift;
        this.shift = shift;
        this.pa = pa >>> shift << shift;
        this.type = type;
        this.permissions = permissions;
        this.global = global;
        this.asid = asid;
        this.level = level;
        this.attributes = attributes;
    }

    boolean covers(Regime forRegime, long address, int forAsid) {
        return (address ^ va) >>> shift == 0 && regime == forRegime && (global || asid == forAsid);
    }

    long translate(long address) {
        return pa | address & (1L << shift) - 1;
    }

    boolean is(int permission) {
        return (permissions & permission) != 0;
    }
}
