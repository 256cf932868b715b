package relolens.analyzer.dataflow;

import relolens.emulator.isa.Effects.SystemEffect;

/** What writes of system registers add to the trail. */
final class RegisterTrail {
    /** T0SZ, EPD0, IRGN0, ORGN0, SH0, TG0, T1SZ, A1, EPD1, IRGN1, ORGN1, SH1, TG1, IPS: may be held in a TLB. */
    private static final long TCR_CACHED = 0x7_ffff_ffbfL;

    /** EnIA, EnIB, EnDA, EnDB. */
    private static final long POINTER_AUTHENTICATION = 1L << 31 | 1L << 30 | 1L << 27 | 1L << 13;

    private static final int FPEN = 20;

    private RegisterTrail() {}

    static void write(int site, SystemEffect e, State before, State after) {
        String name = e.name();
        Value value = e.register() == 31 ? Value.constant(0) : before.register(e.register());
        if (Sctlr.is(name)) {
            control(site, name, value, before, after);
        } else if (name.startsWith("ttbr")) {
            table(site, name, value, before, after);
        } else if (name.startsWith("tcr_el") || name.startsWith("mair_el")) {
            attributes(site, name, value, before, after);
        } else if (name.startsWith("vbar_el")) {
            boolean virtual = value.provenance() == Provenance.VIRTUAL || value.provenance() == Provenance.LINK;
            Trail t = after.trail.without(Event.VECTORS_VIRTUAL);
            after.trail = virtual ? t.with(Event.VECTORS_VIRTUAL, site) : t;
        } else if (name.startsWith("cpacr_el1") || name.startsWith("cptr_el")) {
            floatingPoint(site, name, value, before, after);
        } else if (name.equals("hcr_el2")) {
            Base.SystemRegister read = value.system();
            boolean same = read != null && read.name().equals(name) && (value.touched() >>> 34 & 1) == 0;
            boolean changes =
                    !same && value.bits().bit(34) != Tri.UNKNOWN && value.bits().bit(34) != before.e2h;
            after.trail = changes
                            && (before.e2h != Tri.UNKNOWN
                                    || value.bits().bit(34).yes())
                    ? after.trail.with(Event.HOST_MODE_UNSYNCHRONISED, site)
                    : after.trail;
        } else if (name.startsWith("ap") && name.contains("key")) {
            keyChanged(site, after);
            after.trail = after.trail.with(Event.KEY_UNSYNCHRONISED, site);
        } else if (name.startsWith("tpidr_") || name.startsWith("sp_el")) {
            after.trail = after.trail.with(Event.POINTER_REGISTER_SET, site);
        } else if (name.equals("daif")
                && value.bits().bit(6).yes()
                && value.bits().bit(7).yes()) {
            after.trail = after.trail.without(Event.INTERRUPTS_OPEN);
        }
    }

    private static void keyChanged(int site, State after) {
        if (after.trail.has(Event.SIGNED)) {
            after.trail = after.trail.with(Event.KEY_CHANGED, site);
        }
    }

    private static void control(int site, String name, Value value, State before, State after) {
        boolean read = value.system() != null && value.system().name().equals(name);
        if (before.controls(name).no()) {
            boolean toggles = read && (value.touched() & Sctlr.MCI) != 0;
            after.trail = toggles ? after.trail.with(Event.LOWER_TOGGLED, site) : after.trail;
            return;
        }
        Trail t = after.trail;
        Tri was = before.mmu();
        Tri is = after.mmu();
        if (is.yes() && !was.yes()) {
            t = t.without(Event.MMU_DISABLED, Event.MMU_ENABLED).with(Event.MMU_ENABLED, site);
            t = before.codeWrittenSite >= 0 ? t.with(Event.IC_DUE, site) : t;
        } else if (is.no() && !was.no()) {
            t = t.without(Event.MMU_ENABLED).with(Event.MMU_DISABLED, site);
        }
        if (is != was) {
            t = t.without(Event.POINTER_REGISTER_SET);
        }
        after.trail = t.without(Event.MMU_MIXED);
        boolean keys = read && (value.touched() & POINTER_AUTHENTICATION) != 0;
        if (keys) {
            keyChanged(site, after);
            after.trail = after.trail.with(Event.KEY_UNSYNCHRONISED, site);
        }
    }

    private static void table(int site, String name, Value value, State before, State after) {
        boolean empty = value.role() == Role.EMPTY_TABLE;
        Trail t = after.trail;
        if (empty) {
            after.trail = t.with(Event.TABLE_RESERVED, site);
            return;
        }
        // Who empties the TLB between two tables has put in the first for that.
        boolean ended = t.has(Event.TABLE_RESERVED_CLEAN) || t.has(Event.TLB_EMPTIED_BETWEEN);
        after.trail = t.without(Event.TABLE_RESERVED, Event.TABLE_RESERVED_CLEAN, Event.TLB_EMPTIED_BETWEEN);
        boolean otherAsid = (value.touched() >>> 48) != 0;
        boolean live = before.mmu().yes() && inForce(name, before);
        // A table taken out for the sake of a TLBI, and none came; kernel tables of TTBR1 have no ASID to tell them
        // apart.
        boolean forNothing = name.startsWith("ttbr1_") && t.has(Event.TABLE_RESERVED);
        if (live && !ended && !otherAsid && (value.role() == Role.PAGE_TABLE || forNothing)) {
            long tooEarly = t.has(Event.TLB_EMPTIED) ? 1 : 0;
            after.trail = after.trail.with(Event.TABLE_SWITCHED, site, null, tooEarly);
        }
    }

    static boolean inForce(String name, State s) {
        int level = name.charAt(name.length() - 1) - '0';
        return (s.levels & 1 << level) != 0 && (s.level() == level || s.levels == State.ANY_EL)
                || level == 1 && s.level() == 2 && s.e2h.yes();
    }

    private static void attributes(int site, String name, Value value, State before, State after) {
        if (!before.mmu().yes() || !inForce(name, before) || after.trail.has(Event.TABLE_RESERVED_CLEAN)) {
            return;
        }
        Base.SystemRegister read = value.system();
        boolean modified = read != null && read.name().equals(name) && read.shift() == 0;
        long fields = name.startsWith("tcr") ? TCR_CACHED : -1L;
        boolean changes = modified ? (value.touched() & fields) != 0 : value.isConstant();
        if (changes) {
            after.trail = after.trail.with(Event.ATTRIBUTES_CHANGED, site);
        }
    }

    private static void floatingPoint(int site, String name, Value value, State before, State after) {
        if (enablesVectors(name, value, before)) {
            after.trail = after.trail.with(Event.SVE_ENABLED_UNSYNCHRONISED, site);
        }
        Tri traps = traps(name, value.bits(), before);
        Trail t = after.trail.with(Event.FP_SETTLED, site);
        after.trail = t;
        if (traps.yes()) {
            after.trail = t.without(Event.FP_ENABLED_UNSYNCHRONISED).with(Event.FP_TRAPPED, site, null, level(name));
        } else if (traps.no()) {
            int level = level(name);
            after.trail = t.without(n -> n.event() == Event.FP_TRAPPED && n.detail() == level)
                    .with(Event.FP_ENABLED_UNSYNCHRONISED, site);
        } else {
            after.trail = t.without(Event.FP_TRAPPED);
        }
    }

    /** Whether the write provably lets SVE through: EZ, TZ clear, or ZEN. */
    private static boolean enablesVectors(String name, Value value, State s) {
        boolean changed = value.system() == null || (value.touched() & (1L << 8 | 3L << 16)) != 0;
        if (name.equals("cptr_el3")) {
            return changed && value.bits().bit(8).yes();
        }
        boolean layout1 = name.equals("cpacr_el1") || name.equals("cptr_el2") && s.e2h.yes();
        return changed
                && (layout1
                        ? value.bits().bit(16).yes()
                        : name.equals("cptr_el2")
                                && s.e2h.no()
                                && value.bits().bit(8).no());
    }

    private static int level(String name) {
        return name.charAt(name.length() - 1) - '0';
    }

    /** Whether FP and SIMD trap at the level in force: FPEN, or the TFP bit of the layouts without E2H. */
    private static Tri traps(String name, KnownBits bits, State s) {
        boolean layout1 = name.equals("cpacr_el1") || name.equals("cptr_el2") && s.e2h.yes();
        if (layout1) {
            return bits.bit(FPEN).not();
        }
        if (name.equals("cptr_el2") && !s.e2h.no()) {
            return Tri.UNKNOWN;
        }
        return bits.bit(10);
    }
}
