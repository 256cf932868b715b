package relolens.analyzer.dataflow;

import relolens.analyzer.program.Instruction;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Computation.Kind;

/**
 * Data processing instructions on abstract values. What is not handled here is left to the caller, who forgets the registers
 * written.
 */
final class Arithmetic {
    private static final int WIDE = 64;
    private static final long HALF = 0xffffL;
    private static final int EQUAL = 0;

    private final State state;
    private final Instruction at;
    private final Computation c;

    private Arithmetic(State state, Instruction at, Computation c) {
        this.state = state;
        this.at = at;
        this.c = c;
    }

    /** {@return whether the instruction was one of these, and its result is in {@code state}} */
    static boolean apply(State state, Instruction at) {
        Computation c = at.computes();
        return c != null && new Arithmetic(state, at, c).run();
    }

    private boolean run() {
        return switch (c.kind()) {
            case ADD, SUBTRACT -> sum();
            case AND, OR, XOR -> logical();
            case MOVE, KEEP -> moveWide();
            case BITFIELD, BITFIELD_INSERT -> bitfield();
            case SHIFT_LEFT -> write(ValueMath.shiftLeftBy(read(c.first()), read(c.second())));
            case SELECT -> select(read(c.second()));
            case SELECT_CHANGED -> outcome() || select(Value.UNKNOWN);
            case BITFIELD_SIGNED, ADDRESS, PAGE -> false;
        };
    }

    private Value read(int n) {
        if (n == Computation.ZERO) {
            return Value.constant(0);
        }
        Value v = state.register(n);
        return c.wide() ? v : ValueMath.narrow(v);
    }

    private boolean write(Value v) {
        if (c.destination() != Computation.ZERO) {
            state.set(c.destination(), c.wide() ? v : ValueMath.narrow(v));
        }
        return true;
    }

    private Value second() {
        if (c.second() == Computation.NONE) {
            return Value.constant(c.immediate());
        }
        Value v = read(c.second());
        Value shifted = switch (c.shift()) {
            case LEFT -> ValueMath.shiftLeft(v, c.amount());
            case RIGHT -> ValueMath.shiftRight(v, c.amount());
            case ARITHMETIC_RIGHT, ROTATE -> c.amount() == 0 ? v : Value.UNKNOWN;
            case EXTENDED -> Value.UNKNOWN;
        };
        return c.inverted() ? ValueMath.not(shifted) : shifted;
    }

    private boolean sum() {
        boolean immediate = c.second() == Computation.NONE;
        if (immediate && at.relocation() != null) {
            return false;
        }
        Value a = read(c.first());
        Value b = second();
        boolean subtract = c.kind() == Kind.SUBTRACT;
        write(subtract ? ValueMath.subtract(a, b) : ValueMath.add(a, b));
        if (c.flags()) {
            state.flags = subtract ? compared(a, b) : null;
        }
        return true;
    }

    /** What SUBS leaves in the flags, and which register still tells what was compared. */
    private FlagFact compared(Value a, Value b) {
        int other = c.second() == c.destination() ? FlagFact.GONE : c.second();
        if (c.destination() == c.first() && b.isConstant() && b.base() == null) {
            return new FlagFact(false, c.destination(), -b.bits().value(), a, other, b);
        }
        int kept = c.destination() == c.first() ? FlagFact.GONE : c.first();
        return new FlagFact(false, kept, 0, a, other, b);
    }

    private boolean logical() {
        Value a = read(c.first());
        Value b = second();
        write(
                switch (c.kind()) {
                    case AND -> ValueMath.and(a, b);
                    case OR -> ValueMath.or(a, b);
                    default -> ValueMath.xor(a, b);
                });
        if (c.flags()) {
            int kept = c.destination() == c.first() ? FlagFact.GONE : c.first();
            state.flags = b.isConstant() ? new FlagFact(true, kept, 0, a, FlagFact.GONE, b) : null;
        }
        return true;
    }

    private boolean moveWide() {
        if (at.relocation() != null) {
            Base symbol = new Base.Symbol(at.relocation().symbol());
            return write(Value.of(symbol, KnownBits.UNKNOWN, Provenance.LINK, null));
        }
        Value field = Value.constant(c.immediate());
        return write(
                c.kind() == Kind.MOVE ? field : ValueMath.insert(read(c.destination()), field, HALF << c.amount()));
    }

    private boolean bitfield() {
        int from = c.amount();
        int last = (int) c.immediate();
        int size = c.wide() ? WIDE : WIDE / 2;
        Value a = read(c.first());
        boolean right = last >= from;
        int width = right ? last - from + 1 : last + 1;
        int lsb = right ? 0 : size - from;
        long field = width == WIDE ? -1L : (1L << width) - 1;
        Value moved = right ? ValueMath.shiftRight(a, from) : a;
        if (c.kind() == Kind.BITFIELD) {
            boolean whole = last == size - 1;
            Value cut = from == 0 && whole ? a : ValueMath.and(moved, Value.constant(field));
            return write(right && whole ? moved : right ? cut : ValueMath.shiftLeft(cut, lsb));
        }
        Value placed = Value.number(right ? moved.bits() : a.bits().shiftLeft(lsb));
        return write(ValueMath.insert(read(c.destination()), placed, field << lsb));
    }

    /** CSET NE after a test of one bit: that bit. */
    private boolean outcome() {
        FlagFact fact = state.flags;
        boolean set = at.row().equals("CSINC")
                && c.first() == Computation.ZERO
                && c.second() == Computation.ZERO
                && c.immediate() == EQUAL;
        if (!set
                || fact == null
                || !fact.test()
                || Long.bitCount(fact.other().bits().value()) != 1) {
            return false;
        }
        int bit = Long.numberOfTrailingZeros(fact.other().bits().value());
        return write(ValueMath.and(ValueMath.shiftRight(fact.value(), bit), Value.constant(1)));
    }

    private boolean select(Value other) {
        int name = c.destination() == Computation.ZERO ? 31 : c.destination();
        return write(ValueMath.either(read(c.first()), other, new Base.Join(at.index(), name)));
    }
}
