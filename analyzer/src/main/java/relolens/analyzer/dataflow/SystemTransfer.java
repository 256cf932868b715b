package relolens.analyzer.dataflow;

import java.util.Set;
import relolens.analyzer.dataflow.Pending.Kind;
import relolens.analyzer.dataflow.Pending.Stage;
import relolens.analyzer.program.Instruction;
import relolens.emulator.isa.Effects.SystemEffect;

/** What system instructions do to the facts. */
final class SystemTransfer {
    private static final Set<String> TRANSLATION = Set.of("ttbr0", "ttbr1", "vttbr", "tcr", "vtcr", "mair", "amair");
    private static final Set<String> CONTROL = Set.of("vbar", "cpacr", "cptr", "hcr", "zcr", "scr");

    /** Least bytes that DC ZVA is sure to zero: DCZID_EL0.BS counts words. */
    private static final int ZEROED = 4;

    /** Barrier option SY. */
    private static final int SYSTEM = 15;

    private SystemTransfer() {}

    static void apply(State state, Instruction at, SystemEffect effect) {
        switch (effect.kind()) {
            case WRITE_REGISTER -> write(state, at.index(), effect);
            case READ_REGISTER -> read(state, effect);
            case DC -> dataCache(state, at.index(), effect);
            case IC -> {
                state.add(pending(Kind.INSTRUCTION_CACHE, at.index(), effect));
                instructionCache(state, effect);
            }
            case TLBI -> translationCache(state, at.index(), effect);
            case AT -> state.add(pending(Kind.TRANSLATION, at.index(), effect));
            case DSB -> dataBarrier(state, at.index(), effect.immediate());
            case DMB -> {
                if ((effect.immediate() & 3) == 3) {
                    boolean system = effect.immediate() == SYSTEM;
                    state.mapLines(f -> f.barrier(at.index(), false, system));
                }
            }
            case ISB, ERET -> synchronise(state);
            case SVC, HVC, SMC -> exceptionCall(state);
            default -> {}
        }
    }

    private static Pending pending(Kind kind, int site, SystemEffect effect) {
        return new Pending(kind, site, effect.name(), Stage.ISSUED, 0, null, true);
    }

    private static void write(State state, int site, SystemEffect effect) {
        String name = effect.name();
        restrictLevels(state, name);
        Value value = effect.register() == 31 ? Value.constant(0) : state.register(effect.register());
        if (Sctlr.is(name)) {
            writeControl(state, site, name, value);
            return;
        }
        int suffix = name.lastIndexOf("_el");
        String stem = suffix < 0 ? name : name.substring(0, suffix);
        if (TRANSLATION.contains(stem) || CONTROL.contains(stem)) {
            state.add(new Pending(Kind.SYSTEM_REGISTER, site, name, Stage.ISSUED, 0, value.base(), true));
        }
        if (TRANSLATION.contains(stem) && state.tlb == TlbState.OWN) {
            state.tlb = TlbState.OWN_CHANGED;
        }
        if (stem.startsWith("ttbr") && value.base() != null && value.role() != Role.EMPTY_TABLE) {
            state.addTable(value.base());
        }
        if (name.equals("hcr_el2")) {
            state.e2h = value.bits().bit(34);
        }
    }

    private static void writeControl(State state, int site, String name, Value value) {
        Tri inForce = Sctlr.inForce(name, state);
        if (inForce.no()) {
            return;
        }
        KnownBits before = state.sctlr;
        KnownBits after = value.bits();
        Base.SystemRegister source = value.system();
        boolean modified = source != null && source.shift() == 0 && Sctlr.is(source.name());
        if (modified) {
            // Bits the code left alone are what they were.
            long kept = ~value.touched();
            after = new KnownBits(after.zeros() | (before.zeros() & kept), after.ones() | (before.ones() & kept));
        }
        long proven = (after.ones() & before.zeros()) | (after.zeros() & before.ones());
        long unknownBefore = ~(before.zeros() | before.ones());
        // Set up from a level above, a constant is no change of the regime in force.
        boolean deliberate = modified || value.isConstant() && inForce.yes();
        long likely = deliberate ? (after.ones() | after.zeros()) & unknownBefore : 0;
        if (modified) {
            likely &= value.touched();
        }
        long bits = proven | likely;
        if (bits != 0) {
            boolean sure = (proven & Sctlr.MCI) != 0 || modified;
            state.add(new Pending(Kind.SYSTEM_REGISTER, site, name, Stage.ISSUED, bits, null, sure));
        }
        forgetCopies(state, name);
        Tri was = before.bit(Sctlr.M);
        state.sctlr = inForce.yes() ? after : before.join(after);
        if (was.yes() && state.mmu().no()) {
            state.tlb = TlbState.OWN;
        } else if (!state.mmu().no()) {
            state.tlb = TlbState.UNKNOWN;
        }
    }

    /** Registers read from the system register earlier no longer tell what it holds. */
    private static void forgetCopies(State state, String name) {
        for (int r = 0; r < 31; r++) {
            Base.SystemRegister system = state.register(r).system();
            boolean any = system != null && system.name().equals(Sctlr.OF_ANY_LEVEL) && Sctlr.is(name);
            if (system != null && (any || system.name().equals(name))) {
                state.set(r, Value.number(state.register(r).bits()));
            }
        }
    }

    private static void restrictLevels(State state, String name) {
        int possible = state.levels;
        if (name.endsWith("_el3")) {
            possible &= 1 << 3;
        } else if (name.endsWith("_el2") || name.endsWith("_el12") || name.endsWith("_el02")) {
            possible &= ~(1 << 1);
        }
        if (possible != 0 && !name.startsWith("sp_")) {
            state.levels = possible;
        }
    }

    private static void read(State state, SystemEffect effect) {
        String name = effect.name();
        restrictLevels(state, name);
        if (effect.register() == 31) {
            return;
        }
        KnownBits bits = KnownBits.UNKNOWN;
        if (Sctlr.is(name) && Sctlr.inForce(name, state).yes()) {
            bits = state.sctlr;
        } else if (name.equalsIgnoreCase("currentel")) {
            bits = new KnownBits(~0xcL, 0);
            for (int bit = 2; bit <= 3; bit++) {
                bits = levelBit(state.levels, bit, bits);
            }
        } else if (name.equals("ctr_el0")) {
            bits = state.ctr;
        } else if (name.equals("hcr_el2") && state.e2h != Tri.UNKNOWN) {
            bits = bits.with(34, state.e2h.yes());
        }
        Base base = new Base.SystemRegister(name.toLowerCase(java.util.Locale.ROOT), 0);
        boolean table = name.startsWith("ttbr") && state.mmu().yes() && RegisterTrail.inForce(name, state);
        state.set(effect.register(), Value.of(base, bits, Provenance.UNKNOWN, table ? Role.PAGE_TABLE : null));
    }

    private static KnownBits levelBit(int levels, int bit, KnownBits bits) {
        boolean zero = false;
        boolean one = false;
        for (int level = 1; level <= 3; level++) {
            if ((levels & 1 << level) != 0) {
                boolean set = (level << 2 >>> bit & 1) != 0;
                one |= set;
                zero |= !set;
            }
        }
        return one == zero ? bits : bits.with(bit, one);
    }

    private static void dataCache(State state, int site, SystemEffect effect) {
        String name = effect.name();
        Value address = effect.register() == 31 ? Value.constant(0) : state.register(effect.register());
        if (name.endsWith("zva")) {
            // With the MMU off it takes an Alignment fault and stores nothing.
            if (!state.mmu().no()) {
                MemoryTransfer.store(state, site, address, ZEROED);
            }
            return;
        }
        boolean setWay = name.endsWith("sw");
        Base base = setWay || !address.defined() ? null : address.base();
        state.add(new Pending(Kind.DATA_CACHE, site, name, Stage.ISSUED, 0, base, true));
        if (setWay) {
            if (name.startsWith("c")) {
                state.mapLines(LineFacts::cleaned);
            }
        } else {
            long[] reached = address.lines(state.line);
            state.updateLines(base, f -> f.maintained(name, reached[0], reached[1]));
        }
    }

    private static void instructionCache(State state, SystemEffect effect) {
        state.uninvalidatedSite = -1;
        Value address = effect.name().equals("ivau") && effect.register() != 31
                ? state.register(effect.register())
                : Value.UNKNOWN;
        long[] reached = address.lines(state.line);
        Base base = address.base();
        // An address of something else may be another name for what was stored.
        state.mapLines((b, f) -> b.equals(base) ? f.invalidated(reached[0], reached[1]) : f.invalidated());
    }

    private static void translationCache(State state, int site, SystemEffect effect) {
        state.add(pending(Kind.TLB, site, effect));
        boolean all = effect.name().startsWith("vmall") || effect.name().startsWith("all");
        if (MaintenanceTrail.lower(effect.name(), state)) {
            state.trail = state.trail.with(Event.LOWER_TLBI, site);
        } else if (all && !state.mmu().yes()) {
            state.tlb = TlbState.INVALIDATED;
        }
    }

    private static void dataBarrier(State state, int site, int option) {
        int type = option & 3;
        boolean full = type == 3;
        boolean stores = full || type == 2;
        state.mapPending(p -> switch (p.kind()) {
            case DATA_CACHE -> full ? null : p;
            case INSTRUCTION_CACHE, TLB -> full ? p.at(Stage.COMPLETED) : p;
            case TABLE_STORE -> stores ? null : p;
            default -> p;
        });
        if (full) {
            boolean system = option == SYSTEM;
            state.mapLines(f -> f.barrier(site, true, system));
        } else if (stores) {
            state.mapLines(LineFacts::storesCompleted);
        }
    }

    /** A context synchronisation event. */
    static void synchronise(State state) {
        state.mapPending(p -> switch (p.kind()) {
            case SYSTEM_REGISTER, TRANSLATION, INSTRUCTION_CACHE -> null;
            case TLB -> p.stage() == Stage.COMPLETED ? null : p;
            default -> p;
        });
    }

    /** SVC, HVC, SMC: another level runs and may return; the SMC calling convention says what it keeps. */
    private static void exceptionCall(State state) {
        synchronise(state);
        for (int r = 0; r <= 17; r++) {
            state.set(r, Value.UNKNOWN);
        }
    }
}
