package relolens.emulator.loops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.execute.Operation;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Isa;
import relolens.emulator.mmu.Access;

/** Reads the body of a loop, instruction by instruction, and tells whether it is a {@link SteppingLoop}. */
final class BodyReader {
    private static final int REGISTERS = 31;

    private final long[] constant = new long[REGISTERS];
    private final int[] by = new int[REGISTERS];
    private final MovedBytes moved = new MovedBytes();
    private final List<Maintained> maintained = new ArrayList<>();
    private long stepping;
    private long loaded;
    /** Registers that must keep what they held before the loop. */
    private long fixed;
    /** Registers whose value is used, so that it must not be a loaded one. */
    private long used;

    private @Nullable ExitTest flags;
    private @Nullable ExitTest exit;

    BodyReader() {
        Arrays.fill(by, -1);
    }

    /** {@return the loop, or null if it is none that only steps} */
    static @Nullable SteppingLoop read(Operation[] body) {
        BodyReader reader = new BodyReader();
        for (int i = 0; i < body.length; i++) {
            Effects e = Isa.a64().effects(body[i].word);
            if (e == null || !reader.takes(body[i], e, i == body.length - 1)) {
                return null;
            }
        }
        return reader.loop(body);
    }

    private @Nullable SteppingLoop loop(Operation[] body) {
        ExitTest test = exit;
        boolean mixed = (stepping & (loaded | fixed)) != 0 || (loaded & (used | fixed)) != 0;
        if (test == null || mixed) {
            return null;
        }
        BlockCopy copy = null;
        if (moved.any()) {
            copy = moved.block(constant, by);
            if (copy == null) {
                return null;
            }
        }
        return new SteppingLoop(body, maintained, copy, test, stepping, constant, by);
    }

    private boolean takes(Operation op, Effects e, boolean last) {
        Effects.Flow flow = e.flow();
        if (e.touchesVectors() || last != (flow != null)) {
            return false;
        }
        if (flow != null) {
            return branch(op, flow);
        }
        if (e.memory() != null) {
            return access(op, e.memory());
        }
        if (e.system() != null) {
            return system(op, e.system());
        }
        return arithmetic(op);
    }

    private Place here(int register) {
        if (register < REGISTERS) {
            used |= 1L << register;
            return new Place(register, constant[register], by[register] >= 0);
        }
        return new Place(register, 0, false);
    }

    private boolean access(Operation op, Effects.MemoryAccess m) {
        String id = op.encoding.id();
        boolean plain = id.matches("(LD|ST)(P_(off|pre|post)|NP|R_imm_(unsigned|pre|post)|UR)");
        if (m.kind() == Effects.AccessKind.PREFETCH) {
            return true;
        }
        if (!plain || m.base() >= REGISTERS) {
            return false;
        }
        if (m.writeback() == Effects.Writeback.PRE) {
            step(m.base(), m.offset());
        }
        Place base = here(m.base());
        long offset = base.offset() + (m.writeback() == Effects.Writeback.NONE ? m.offset() : 0);
        if (base.stepped()) {
            return false;
        }
        if (m.writeback() == Effects.Writeback.POST) {
            step(m.base(), m.offset());
        }
        for (int i = 0; i < m.elements(); i++) {
            int register = m.data().get(i);
            long at = offset + (long) i * m.elementBytes();
            if (m.stores()) {
                if (!moved.store(m.base(), at, m.elementBytes(), register)) {
                    return false;
                }
            } else {
                loaded |= register < REGISTERS ? 1L << register : 0;
                if (!moved.load(m.base(), at, m.elementBytes(), register)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean system(Operation op, Effects.SystemEffect s) {
        if (op.encoding.id().equals("NOP")) {
            return true;
        }
        if (s.kind() != Effects.SystemKind.DC || s.register() >= REGISTERS) {
            return false;
        }
        switch (s.name()) {
            case "cvac", "cvau", "cvap", "cvadp", "civac":
                maintained.add(new Maintained(here(s.register()), Access.READ));
                return true;
            case "ivac":
                maintained.add(new Maintained(here(s.register()), Access.WRITE));
                return true;
            default:
                return false;
        }
    }

    private void step(int register, long amount) {
        constant[register] += amount;
        stepping |= 1L << register;
    }

    private boolean arithmetic(Operation op) {
        int d = op.word & 31;
        int n = op.word >>> 5 & 31;
        int m = op.word >>> 16 & 31;
        long immediate = op.number();
        boolean wide = op.word < 0;
        boolean unshifted = (op.word >>> 10 & 63) == 0 && (op.word >>> 22 & 3) == 0;
        switch (op.encoding.id()) {
            case "ADD_imm":
                return wide && d == n && d < REGISTERS && stepped(d, immediate);
            case "SUB_imm":
                return wide && d == n && d < REGISTERS && stepped(d, -immediate);
            case "ADD_shifted":
                return wide && unshifted && d == n && d < REGISTERS && m < REGISTERS && m != d && steppedBy(d, m);
            case "SUBS_imm":
                return wide && n < REGISTERS && compare(here(n), new Place(31, 0, false), immediate, d, -immediate);
            case "SUBS_shifted":
                return wide && unshifted && d == 31 && compare(here(n), here(m), 0, d, 0);
            case "ANDS_imm":
                return wide && d == 31 && n < REGISTERS && mask(here(n), op.number());
            default:
                return false;
        }
    }

    private boolean stepped(int register, long amount) {
        step(register, amount);
        return true;
    }

    private boolean steppedBy(int register, int other) {
        if (by[register] >= 0) {
            return false;
        }
        by[register] = other;
        fixed |= 1L << other;
        stepping |= 1L << register;
        return true;
    }

    private boolean compare(Place first, Place second, long constantPart, int d, long amount) {
        if (d != 31) {
            if (d != first.register()) {
                return false;
            }
            step(d, amount);
        }
        flags = new ExitTest(ExitTest.Kind.COMPARE, first, second, constantPart, 0);
        return true;
    }

    private boolean mask(Place first, long mask) {
        flags = new ExitTest(ExitTest.Kind.MASK, first, first, mask, 0);
        return true;
    }

    private boolean branch(Operation op, Effects.Flow flow) {
        if (flow.kind() != Effects.FlowKind.CONDITIONAL) {
            return false;
        }
        if (flow.condition() >= 0) {
            ExitTest f = flags;
            if (f == null || f.kind() == ExitTest.Kind.MASK && flow.condition() > 1) {
                return false;
            }
            exit = f.on(flow.condition());
            return true;
        }
        boolean bit = flow.bit() >= 0;
        int register = flow.register();
        if (register >= REGISTERS || !bit && op.word >= 0) {
            return false;
        }
        Place tested = here(register);
        // Bit 24 tells CBZ from CBNZ, and TBZ from TBNZ.
        int wanted = op.word >>> 24 & 1;
        exit = new ExitTest(
                bit ? ExitTest.Kind.BIT : ExitTest.Kind.ZERO, tested, tested, Math.max(0, flow.bit()), wanted);
        return true;
    }
}
