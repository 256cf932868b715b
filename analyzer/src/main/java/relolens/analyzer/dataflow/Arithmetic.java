package relolens.analyzer.dataflow;

import relolens.analyzer.program.Instruction;

/**
 * Data processing instructions on abstract values, by the encoding groups of the Arm ARM, "A64 Base Instruction Set
 * Encoding". What is not handled here is left to the caller, who forgets the registers written.
 */
final class Arithmetic {
    private static final int ZR = 31;

    private final State state;
    private final Instruction at;
    private final int word;
    private final boolean wide;

    private Arithmetic(State state, Instruction at) {
        this.state = state;
        this.at = at;
        word = at.word();
        wide = word < 0;
    }

    /** {@return whether the instruction was one of these, and its result is in {@code state}} */
    static boolean apply(State state, Instruction at) {
        return new Arithmetic(state, at).run();
    }

    private boolean run() {
        if (bits(26, 3) == 0b100) {
            return immediate();
        }
        if (bits(25, 3) == 0b101) {
            return register();
        }
        return false;
    }

    private int bits(int lsb, int width) {
        return word >>> lsb & ((1 << width) - 1);
    }

    private Value read(int n, boolean stackPointer) {
        if (n == ZR && !stackPointer) {
            return Value.constant(0);
        }
        Value v = state.register(n);
        return wide ? v : ValueMath.narrow(v);
    }

    private boolean write(int n, boolean stackPointer, Value v) {
        if (n != ZR || stackPointer) {
            state.set(n, wide ? v : ValueMath.narrow(v));
        }
        return true;
    }

    private boolean immediate() {
        return switch (bits(23, 3)) {
            case 0b010 -> addImmediate();
            case 0b100 -> logicalImmediate();
            case 0b101 -> moveWide();
            case 0b110 -> bitfield();
            case 0b111 -> false;
            default -> false;
        };
    }

    private boolean addImmediate() {
        if (at.relocation() != null) {
            return false;
        }
        long imm = (long) bits(10, 12) << (bits(22, 1) * 12);
        Value a = read(bits(5, 5), true);
        boolean subtract = bits(30, 1) == 1;
        boolean flags = bits(29, 1) == 1;
        Value r = a.plus(subtract ? -imm : imm);
        if (a.isConstant() && a.base() == null) {
            r = Value.constant(a.bits().value() + (subtract ? -imm : imm));
        }
        write(bits(0, 5), !flags, r);
        if (flags) {
            setFlags(subtract ? new FlagFact(false, keptRegister(), a, imm) : null);
        }
        return true;
    }

    private int keptRegister() {
        return bits(0, 5) == bits(5, 5) ? -1 : bits(5, 5);
    }

    private void setFlags(@org.jspecify.annotations.Nullable FlagFact fact) {
        state.flags = fact;
    }

    private boolean logicalImmediate() {
        long mask = logicalMask(bits(22, 1), bits(10, 6), bits(16, 6));
        Value a = read(bits(5, 5), false);
        Value m = Value.constant(mask);
        return logical(bits(29, 2), a, m);
    }

    private boolean logical(int op, Value a, Value b) {
        Value r = switch (op) {
            case 0, 3 -> ValueMath.and(a, b);
            case 1 -> ValueMath.or(a, b);
            default -> ValueMath.xor(a, b);
        };
        boolean immediate = bits(26, 3) == 0b100;
        write(bits(0, 5), immediate && op != 3, r);
        if (op == 3) {
            boolean known = b.isConstant();
            setFlags(known ? new FlagFact(true, keptRegister(), a, b.bits().value()) : null);
        }
        return true;
    }

    /** The Arm ARM's DecodeBitMasks, for immediates. */
    private long logicalMask(int n, int imms, int immr) {
        int length = 31 - Integer.numberOfLeadingZeros(n << 6 | (~imms & 0x3f));
        if (length < 1) {
            return 0;
        }
        int size = 1 << length;
        int ones = (imms & (size - 1)) + 1;
        int rotate = immr & (size - 1);
        long element = ones == 64 ? -1L : (1L << ones) - 1;
        long within = size == 64 ? -1L : (1L << size) - 1;
        long turned = rotate == 0 ? element : (element >>> rotate | element << (size - rotate)) & within;
        long mask = turned;
        for (int s = size; s < 64; s *= 2) {
            mask |= mask << s;
        }
        return mask;
    }

    private boolean moveWide() {
        int op = bits(29, 2);
        int shift = bits(21, 2) * 16;
        long imm = (long) bits(5, 16) << shift;
        int rd = bits(0, 5);
        if (at.relocation() != null) {
            Base symbol = new Base.Symbol(at.relocation().symbol());
            return write(rd, false, Value.of(symbol, KnownBits.UNKNOWN, Provenance.LINK, null));
        }
        if (op == 3) {
            Value field = Value.constant(imm);
            return write(rd, false, ValueMath.insert(read(rd, false), field, 0xffffL << shift));
        }
        return write(rd, false, Value.constant(op == 0 ? ~imm : imm));
    }

    private boolean bitfield() {
        int immr = bits(16, 6);
        int imms = bits(10, 6);
        int size = wide ? 64 : 32;
        Value a = read(bits(5, 5), false);
        int rd = bits(0, 5);
        int op = bits(29, 2);
        boolean right = imms >= immr;
        int width = right ? imms - immr + 1 : imms + 1;
        int lsb = right ? 0 : size - immr;
        long field = width == 64 ? -1L : (1L << width) - 1;
        Value moved = right ? ValueMath.shiftRight(a, immr) : a;
        if (op == 2) {
            Value cut = immr == 0 && imms == size - 1 ? a : ValueMath.and(moved, Value.constant(field));
            return write(rd, false, right && imms == size - 1 ? moved : right ? cut : ValueMath.shiftLeft(cut, lsb));
        }
        if (op == 1) {
            Value placed = Value.number(right ? moved.bits() : a.bits().shiftLeft(lsb));
            return write(rd, false, ValueMath.insert(read(rd, false), placed, field << lsb));
        }
        return false;
    }

    private boolean register() {
        if (bits(28, 1) == 0) {
            return bits(24, 1) == 0 ? logicalRegister() : addRegister();
        }
        if (bits(21, 4) == 0b0100) {
            return select();
        }
        boolean variableShift = bits(21, 4) == 0b0110 && bits(29, 2) == 0 && bits(10, 6) == 0b001000;
        if (variableShift) {
            Value r = ValueMath.shiftLeftBy(read(bits(5, 5), false), read(bits(16, 5), false));
            return write(bits(0, 5), false, r);
        }
        return false;
    }

    private boolean logicalRegister() {
        Value b = shifted(read(bits(16, 5), false));
        if (bits(21, 1) == 1) {
            b = ValueMath.not(b);
        }
        return logical(bits(29, 2), read(bits(5, 5), false), b);
    }

    private boolean addRegister() {
        boolean extended = bits(21, 1) == 1;
        boolean flags = bits(29, 1) == 1;
        Value a = read(bits(5, 5), extended);
        Value b = read(bits(16, 5), false);
        if (extended) {
            boolean plain = (bits(13, 3) & 3) == 3;
            b = plain ? ValueMath.shiftLeft(b, bits(10, 3)) : Value.UNKNOWN;
        } else {
            b = shifted(b);
        }
        boolean subtract = bits(30, 1) == 1;
        Value r = subtract ? ValueMath.subtract(a, b) : ValueMath.add(a, b);
        write(bits(0, 5), extended && !flags, r);
        if (flags) {
            boolean known = subtract && b.isConstant();
            setFlags(known ? new FlagFact(false, keptRegister(), a, b.bits().value()) : null);
        }
        return true;
    }

    private Value shifted(Value v) {
        int amount = bits(10, 6);
        return switch (bits(22, 2)) {
            case 0 -> ValueMath.shiftLeft(v, amount);
            case 1 -> ValueMath.shiftRight(v, amount);
            default -> amount == 0 ? v : Value.UNKNOWN;
        };
    }

    private boolean select() {
        Value a = read(bits(5, 5), false);
        Value b = read(bits(16, 5), false);
        if (bits(30, 1) == 1 || bits(10, 1) == 1) {
            b = Value.UNKNOWN;
        }
        return write(bits(0, 5), false, ValueMath.either(a, b, new Base.Join(at.index(), bits(0, 5))));
    }
}
