package relolens.analyzer.dataflow;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Place;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Computation.Kind;
import relolens.emulator.isa.Computation.Shift;
import relolens.emulator.isa.Effects.MemoryAccess;
import relolens.emulator.isa.Effects.Reach;
import relolens.emulator.isa.Effects.Writeback;

/** Addresses: of data accesses, and of symbols taken relative to the program counter. */
public final class Address {
    private static final int ADD_LO12 = 277;

    private static final int OPCODE = 0xff000000;

    /** LDRSW (literal), whose number is signed. */
    private static final int SIGNED_LITERAL = 0x98000000;

    private Address() {}

    /** {@return where an access goes, before write-back} */
    public static Value of(State state, Program program, Instruction at, MemoryAccess access) {
        boolean far = access.reach() == Reach.VECTOR && access.offset() != 0;
        if (far || access.reach() == Reach.SCATTERED) {
            // Offsets count vector registers, whose length the core tells, or stand in one.
            return access.base() < 0 ? Value.UNKNOWN : ValueMath.add(state.register(access.base()), Value.UNKNOWN);
        }
        if (access.base() < 0) {
            return atPlace(program, new Place(at.section(), at.offset() + access.offset()));
        }
        Value base = state.register(access.base());
        if (access.writeback() == Writeback.POST) {
            return base;
        }
        if (access.index() >= 0 && access.index() != 31) {
            Value index = state.register(access.index());
            boolean plain = access.extend().isEmpty()
                    || access.extend().equals("lsl")
                    || access.extend().equals("sxtx");
            return ValueMath.add(base, plain ? ValueMath.shiftLeft(index, access.shift()) : Value.UNKNOWN);
        }
        if (at.relocation() != null) {
            return symbol(program, at.relocation(), Provenance.PC_RELATIVE);
        }
        return access.offset() == 0 ? base : base.plus(access.offset());
    }

    /** {@return the base register after write-back} */
    static Value writtenBack(State state, MemoryAccess access) {
        Value base = state.register(access.base());
        if (access.index() >= 0 && access.index() != 31) {
            return ValueMath.add(base, state.register(access.index()));
        }
        return base.plus(access.offset());
    }

    /** Handles ADR, ADRP and ADD :lo12:. {@return whether the instruction was one of these} */
    static boolean apply(State state, Program program, Instruction at) {
        Computation c = at.computes();
        Relocation relocation = at.relocation();
        if (c == null) {
            return false;
        }
        int rd = c.destination();
        if (c.kind() == Kind.ADDRESS || c.kind() == Kind.PAGE) {
            if (relocation != null) {
                put(state, rd, symbol(program, relocation, Provenance.PC_RELATIVE));
            } else {
                Value v = c.kind() == Kind.PAGE
                        ? Value.number(KnownBits.aligned(4096)).withRole(null, Provenance.PC_RELATIVE)
                        : atPlace(program, new Place(at.section(), at.offset() + c.immediate()));
                put(state, rd, v);
            }
            return true;
        }
        if (relocation != null && relocation.type() == ADD_LO12) {
            put(state, rd, symbol(program, relocation, Provenance.PC_RELATIVE));
            return true;
        }
        return false;
    }

    /** Handles the difference of two addresses of one section. {@return whether the instruction was one} */
    static boolean difference(State state, Program program, Instruction at) {
        Computation c = at.computes();
        boolean plain = c != null
                && c.kind() == Kind.SUBTRACT
                && c.wide()
                && !c.flags()
                && c.first() >= 0
                && c.second() >= 0
                && c.shift() == Shift.LEFT
                && c.amount() == 0;
        if (c == null || !plain) {
            return false;
        }
        Place to = place(program, state.register(c.first()));
        Place from = place(program, state.register(c.second()));
        if (to == null || from == null || !to.section().equals(from.section())) {
            return false;
        }
        put(state, c.destination(), Value.constant(to.offset() - from.offset()));
        return true;
    }

    /** {@return where in the unit a value points, or null if that is not known} */
    public static @Nullable Place place(Program program, Value v) {
        if (!v.exact()) {
            return null;
        }
        if (v.base() instanceof Base.Symbol s) {
            return program.places().of(s.name(), v.delta());
        }
        return v.base() instanceof Base.Code c
                ? new Place(c.place().section(), c.place().offset() + v.delta())
                : null;
    }

    private static void put(State state, int rd, Value v) {
        if (rd != Computation.ZERO) {
            state.set(rd, v);
        }
    }

    /** {@return the address of a symbol and addend} */
    static Value symbol(Program program, Relocation relocation, Provenance provenance) {
        Place place = program.places().of(relocation.symbol(), relocation.addend());
        KnownBits bits = KnownBits.UNKNOWN;
        if (place != null) {
            bits = lowBits(place.offset(), program.places().alignmentOf(place));
        }
        Base base = new Base.Symbol(relocation.symbol());
        Symbol s = program.places().symbol(relocation.symbol());
        if (s != null && s.defined() && s.section() == null) {
            return Value.constant(s.value() + relocation.addend());
        }
        Value v = Value.of(base, KnownBits.UNKNOWN, provenance, null);
        return v.plus(relocation.addend()).with(bits);
    }

    private static Value atPlace(Program program, Place place) {
        KnownBits bits = lowBits(place.offset(), program.places().alignmentOf(place));
        return Value.of(new Base.Code(place), bits, Provenance.PC_RELATIVE, null);
    }

    private static KnownBits lowBits(long offset, int alignment) {
        long mask = Integer.highestOneBit(alignment) - 1L;
        return new KnownBits(~offset & mask, offset & mask);
    }

    /** {@return the symbol and addend a literal load yields, or null} */
    static @Nullable Relocation literal(Program program, Instruction at, MemoryAccess access) {
        return access.base() >= 0 || access.reach() != Reach.BYTES
                ? null
                : program.dataRelocation(new Place(at.section(), at.offset() + access.offset()));
    }

    /** {@return the number a literal load yields, if it is one} */
    static OptionalLong pooled(Program program, Instruction at, MemoryAccess access) {
        boolean plain = access.base() < 0
                && access.reach() == Reach.BYTES
                && access.data().size() == 1
                && access.data().get(0) >= 0
                && access.data().get(0) < 31
                && (at.word() & OPCODE) != SIGNED_LITERAL;
        return plain
                ? program.literal(new Place(at.section(), at.offset() + access.offset()), access.elementBytes())
                : OptionalLong.empty();
    }

    /** {@return what an address is once somebody stores through it: where instructions of the unit are, it is code} */
    static Value stored(Program program, Value address) {
        return address.role() == null && address.exact() && instruction(program, address) >= 0
                ? address.withRole(Role.CODE, address.provenance())
                : address;
    }

    private static int instruction(Program program, Value address) {
        Place place = null;
        if (address.base() instanceof Base.Symbol s) {
            place = program.places().of(s.name(), address.delta());
        } else if (address.base() instanceof Base.Code c) {
            place = new Place(c.place().section(), c.place().offset() + address.delta());
        }
        return place == null ? -1 : program.find(place);
    }
}
