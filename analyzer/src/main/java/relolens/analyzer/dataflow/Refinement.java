package relolens.analyzer.dataflow;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.program.Instruction;
import relolens.emulator.isa.Effects.Flow;

/** What a conditional branch teaches on each of its sides; above all, the MMU state after a test of SCTLR.M. */
final class Refinement {
    private static final int EQ = 0;
    private static final int NE = 1;
    private static final int ALWAYS = 14;

    private Refinement() {}

    /** {@return the state on the taken or the other side, or null if that side cannot be reached} */
    static @Nullable State refine(State before, Instruction at, boolean taken, boolean remember) {
        Conditions.Condition shown = shown(before, at, taken);
        if (shown != null && before.conditions.excludes(shown)) {
            return null;
        }
        State after = cacheTested(before, refine(before, at, taken), at);
        if (after == null || shown == null || !remember) {
            return after;
        }
        State s = after.copy();
        s.conditions = s.conditions.with(shown);
        return s;
    }

    /** Code was written, and a test shows that SCTLR.C is clear: what of SCTLR.I? */
    private static @Nullable State cacheTested(State before, @Nullable State after, Instruction at) {
        boolean shown = after != null
                && before.uninvalidatedSite >= 0
                && after.sctlr(Sctlr.C).no()
                && before.sctlr(Sctlr.C) == Tri.UNKNOWN
                && !after.sctlr(Sctlr.I).no();
        if (after == null || !shown) {
            return after;
        }
        State s = after.copy();
        s.trail = s.trail.with(Event.IC_LEFT_TO_DATA_CACHE, at.index());
        return s;
    }

    /** What a branch shows of a value the routine was entered with, if anything. */
    private static Conditions.@Nullable Condition shown(State before, Instruction at, boolean taken) {
        Flow flow = at.effects() == null ? null : at.effects().flow();
        if (flow == null) {
            return null;
        }
        if (flow.condition() >= 0 && flow.register() < 0) {
            FlagFact fact = before.flags;
            return fact == null || fact.register() < 0 || flow.condition() > NE
                    ? null
                    : fact.other().isConstant()
                            ? Conditions.of(
                                    fact.value(),
                                    fact.test(),
                                    fact.other().bits().value(),
                                    (flow.condition() == EQ) == taken)
                            : null;
        }
        int register = flow.register();
        if (register < 0 || register > 30) {
            return null;
        }
        return Conditions.of(before.register(register), true, mask(flow, at), taken != negated(at));
    }

    private static boolean negated(Instruction at) {
        return at.row().equals("CBNZ") || at.row().equals("TBNZ");
    }

    private static long mask(Flow flow, Instruction at) {
        return flow.bit() >= 0 ? 1L << flow.bit() : at.narrow() ? 0xffffffffL : -1L;
    }

    private static @Nullable State refine(State before, Instruction at, boolean taken) {
        Flow flow = at.effects() == null ? null : at.effects().flow();
        if (flow == null) {
            return before;
        }
        if (flow.condition() >= 0 && flow.register() < 0) {
            return before.flags == null ? before : flags(before, before.flags, flow.condition(), taken);
        }
        int register = flow.register();
        if (register < 0 || register > 30) {
            return before;
        }
        Value value = before.register(register);
        boolean zero = taken != negated(at);
        State s = masked(before, value, register, 0, mask(flow, at), zero);
        Value left = s == null || flow.bit() >= 0 ? null : Order.zero(s.register(register), zero);
        if (s == null || flow.bit() >= 0) {
            return s;
        }
        if (left == null) {
            return null;
        }
        s.set(register, left);
        return s;
    }

    private static @Nullable State flags(State before, FlagFact fact, int condition, boolean taken) {
        int holds = condition < ALWAYS && !taken ? condition ^ 1 : condition;
        State s = before;
        if (condition <= NE && fact.other().isConstant()) {
            boolean equal = holds == EQ;
            s = fact.test()
                    ? masked(
                            before,
                            fact.value(),
                            fact.register(),
                            fact.ahead(),
                            fact.other().bits().value(),
                            equal)
                    : compared(before, fact, fact.other().bits().value(), equal);
        }
        return s == null ? null : Order.learned(s, fact, holds);
    }

    /** Learns that the bits of {@code mask} are all zero, or not. */
    private static @Nullable State masked(
            State before, Value value, int register, long ahead, long mask, boolean zero) {
        KnownBits bits = value.bits();
        if (zero && (bits.ones() & mask) != 0 || !zero && (bits.zeros() & mask) == mask) {
            return null;
        }
        State s = before.copy();
        long open = mask & ~bits.zeros();
        if (zero) {
            learn(s, value, mask, false);
            if (register >= 0 && ahead == 0) {
                s.set(register, value.with(new KnownBits(bits.zeros() | mask, bits.ones())));
            }
        } else if (Long.bitCount(open) == 1) {
            learn(s, value, open, true);
            if (register >= 0 && ahead == 0) {
                s.set(register, value.with(new KnownBits(bits.zeros(), bits.ones() | open)));
            }
        }
        return s;
    }

    private static @Nullable State compared(State before, FlagFact fact, long wanted, boolean equal) {
        KnownBits bits = fact.value().bits();
        KnownBits operand = KnownBits.of(wanted);
        boolean differs = (bits.ones() & operand.zeros()) != 0 || (bits.zeros() & operand.ones()) != 0;
        if (equal && differs || !equal && bits.isConstant() && bits.value() == wanted) {
            return null;
        }
        Base.SystemRegister system = fact.value().system();
        if (system == null) {
            return before;
        }
        State s = before.copy();
        if (system.name().equals("currentel")) {
            int levels = 0;
            for (int level = 1; level <= 3; level++) {
                long read = (level << 2 >>> system.shift()) & ~fact.value().touched();
                if ((s.levels & 1 << level) != 0 && (read == wanted) == equal) {
                    levels |= 1 << level;
                }
            }
            if (levels == 0) {
                return null;
            }
            s.levels = levels;
        } else if (equal) {
            learn(s, fact.value(), operand.ones(), true);
            learn(s, fact.value(), operand.zeros(), false);
        } else if (Long.bitCount(~bits.zeros()) == 1) {
            learn(s, fact.value(), ~bits.zeros(), wanted == 0);
        }
        return s;
    }

    /** Carries knowledge of a value read from a system register over to what the state says of that register. */
    private static void learn(State s, Value value, long mask, boolean set) {
        Base.SystemRegister system = value.system();
        if (system == null) {
            return;
        }
        long intact = (mask & ~value.touched()) << system.shift();
        for (int bit = 0; bit < 64; bit++) {
            if ((intact >>> bit & 1) != 0) {
                learnBit(s, system.name(), bit, set);
            }
        }
    }

    private static void learnBit(State s, String name, int bit, boolean set) {
        if (Sctlr.is(name) && Sctlr.inForce(name, s).yes()) {
            s.sctlr = s.sctlr.with(bit, set);
        } else if (name.equals("ctr_el0")) {
            s.ctr = s.ctr.with(bit, set);
            s.trail = bit == 28 && set ? s.trail.with(Event.IDC_ASSUMED, 0) : s.trail;
            if (set && bit == MemoryTransfer.CTR_IDC) {
                s.mapLines(LineFacts::unified);
            } else if (set && bit == MemoryTransfer.CTR_DIC) {
                s.uninvalidatedSite = -1;
                s.mapLines(LineFacts::fresh);
            }
        } else if (name.equals("hcr_el2") && bit == 34) {
            s.e2h = set ? Tri.YES : Tri.NO;
        } else if (name.equals("currentel") && (bit == 2 || bit == 3)) {
            int levels = 0;
            for (int level = 1; level <= 3; level++) {
                if ((s.levels & 1 << level) != 0 && ((level << 2 >>> bit & 1) != 0) == set) {
                    levels |= 1 << level;
                }
            }
            s.levels = levels == 0 ? s.levels : levels;
        }
    }
}
