package relolens.analyzer.dataflow;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Effects;

/** What one instruction does to the facts. */
final class Transfer {
    /** Words in names of functions that may leave another machine state than they found. */
    private static final Set<String> STATE_CHANGERS =
            Set.of("mmu", "sctlr", "restart", "reset", "suspend", "resume", "cpu_setup", "install", "init");

    /** Results are in X0 and X1; what else was in argument registers is lost. */
    private static final int FIRST_NO_RESULT = 2;

    private Transfer() {}

    /** {@return the state after {@code at}; {@code before} is not changed} */
    static State apply(Program program, Instruction at, State before) {
        State s = before.copy();
        Effects effects = at.effects();
        if (effects == null) {
            forgetAll(s);
            return s;
        }
        if (effects.memory() != null) {
            MemoryTransfer.apply(s, program, at, effects.memory());
        } else if (effects.system() != null) {
            forget(s, effects.writes());
            SystemTransfer.apply(s, at, effects.system());
        } else if (!Address.apply(s, program, at) && !Address.difference(s, program, at) && !arithmetic(s, at)) {
            forget(s, effects.writes());
        }
        boolean sets = effects.writesRegister(Effects.NZCV);
        if (sets && (at.computes() == null || !at.computes().flags())) {
            s.flags = null;
        } else if (!sets && s.flags != null) {
            s.flags = s.flags.without(effects::writesRegister);
        }
        TrailTransfer.apply(program, at, before, s);
        return s;
    }

    private static boolean arithmetic(State s, Instruction at) {
        return Arithmetic.apply(s, at);
    }

    private static void forget(State s, long registers) {
        for (int r = 0; r < 32; r++) {
            if ((registers >>> r & 1) != 0) {
                s.set(r, Value.UNKNOWN);
            }
        }
        if ((registers >>> Effects.NZCV & 1) != 0) {
            s.flags = null;
        }
    }

    private static void forgetAll(State s) {
        forget(s, -1L >>> 31);
        s.mapPending(p -> null);
        s.forgetLines();
        s.sctlr = KnownBits.UNKNOWN;
        s.tlb = TlbState.UNKNOWN;
        s.e2h = Tri.UNKNOWN;
        s.trail = Trail.EMPTY;
    }

    /** Control comes back from code this unit does not hold: the procedure call standard says what is kept. */
    static State externalCall(State before, @Nullable String callee, int site) {
        State s = before.copy();
        for (int r = 0; r <= 18; r++) {
            Value v = before.register(r);
            boolean meant = r >= FIRST_NO_RESULT && r < 18 && v.defined() && !(v.base() instanceof Base.Called);
            s.set(r, meant ? Value.lost(new Base.Called(site, r)) : Value.UNKNOWN);
        }
        s.set(30, Value.lost(new Base.Link(String.valueOf(callee))));
        s.flags = null;
        s.mapPending(p -> null);
        s.forgetLines();
        s.uninvalidatedSite = -1;
        s.tlb = TlbState.UNKNOWN;
        s.trail = TrailTransfer.afterCall(s.trail);
        String name = callee == null ? "mmu" : callee.toLowerCase(Locale.ROOT);
        if (STATE_CHANGERS.stream().anyMatch(name::contains)) {
            s.sctlr = KnownBits.UNKNOWN;
        }
        return s;
    }
}
