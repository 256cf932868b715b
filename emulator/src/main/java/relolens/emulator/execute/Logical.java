package relolens.emulator.execute;

/** AND, ORR, EOR and their inverted and flag-setting forms. */
final class Logical {
    private Logical() {}

    /** The operation proper. */
    private enum Kind {
        AND,
        ORR,
        EOR,
        ANDS
    }

    static void bind(Bindings b) {
        immediate(b, "AND_imm", Kind.AND);
        immediate(b, "ORR_imm", Kind.ORR);
        immediate(b, "EOR_imm", Kind.EOR);
        immediate(b, "ANDS_imm", Kind.ANDS);
        shifted(b, "AND_shifted", Kind.AND);
        shifted(b, "BIC_shifted", Kind.AND);
        shifted(b, "ORR_shifted", Kind.ORR);
        shifted(b, "ORN_shifted", Kind.ORR);
        shifted(b, "EOR_shifted", Kind.EOR);
        shifted(b, "EON_shifted", Kind.EOR);
        shifted(b, "ANDS_shifted", Kind.ANDS);
        shifted(b, "BICS_shifted", Kind.ANDS);
    }

    private static void immediate(Bindings b, String id, Kind kind) {
        b.bind(id, op -> {
            long mask = Operands.bitMask(op.bits(22, 1), op.bits(10, 6), op.bits(16, 6));
            // The 32-bit form's register is read whole: a mask without high bits makes the result right, but ORR and
            // EOR would keep them.
            op.imm = op.wide() ? mask : mask & Operands.LOW32;
            if (kind != Kind.ANDS) {
                op.resultIsStack();
            }
            boolean wide = op.wide();
            switch (kind) {
                case AND:
                    return (c, o) -> c.x[o.d] = c.x[o.n] & o.imm;
                case ORR:
                    return wide
                            ? (c, o) -> c.x[o.d] = c.x[o.n] | o.imm
                            : (c, o) -> c.x[o.d] = (c.x[o.n] | o.imm) & Operands.LOW32;
                case EOR:
                    return wide
                            ? (c, o) -> c.x[o.d] = c.x[o.n] ^ o.imm
                            : (c, o) -> c.x[o.d] = (c.x[o.n] ^ o.imm) & Operands.LOW32;
                default:
                    return wide ? (c, o) -> test64(c, o, c.x[o.n] & o.imm) : (c, o) -> test32(c, o, c.x[o.n] & o.imm);
            }
        });
    }

    private static void shifted(Bindings b, String id, Kind kind) {
        b.bind(id, op -> {
            op.k = op.bits(10, 6);
            op.imm = op.bits(22, 2);
            boolean inverted = op.bits(21, 1) != 0;
            boolean wide = op.wide();
            if (kind == Kind.ORR && !inverted && op.n == 31 && op.k == 0 && op.imm == 0) {
                return wide ? (c, o) -> c.x[o.d] = c.x[o.m] : (c, o) -> c.x[o.d] = c.x[o.m] & Operands.LOW32;
            }
            if (wide) {
                switch (kind) {
                    case AND:
                        return inverted
                                ? (c, o) -> c.x[o.d] = c.x[o.n] & ~second64(c, o)
                                : (c, o) -> c.x[o.d] = c.x[o.n] & second64(c, o);
                    case ORR:
                        return inverted
                                ? (c, o) -> c.x[o.d] = c.x[o.n] | ~second64(c, o)
                                : (c, o) -> c.x[o.d] = c.x[o.n] | second64(c, o);
                    case EOR:
                        return inverted
                                ? (c, o) -> c.x[o.d] = c.x[o.n] ^ ~second64(c, o)
                                : (c, o) -> c.x[o.d] = c.x[o.n] ^ second64(c, o);
                    default:
                        return inverted
                                ? (c, o) -> test64(c, o, c.x[o.n] & ~second64(c, o))
                                : (c, o) -> test64(c, o, c.x[o.n] & second64(c, o));
                }
            }
            switch (kind) {
                case AND:
                    return inverted
                            ? (c, o) -> c.x[o.d] = c.x[o.n] & ~second32(c, o) & Operands.LOW32
                            : (c, o) -> c.x[o.d] = c.x[o.n] & second32(c, o);
                case ORR:
                    return inverted
                            ? (c, o) -> c.x[o.d] = (c.x[o.n] | ~second32(c, o)) & Operands.LOW32
                            : (c, o) -> c.x[o.d] = (c.x[o.n] | second32(c, o)) & Operands.LOW32;
                case EOR:
                    return inverted
                            ? (c, o) -> c.x[o.d] = (c.x[o.n] ^ ~second32(c, o)) & Operands.LOW32
                            : (c, o) -> c.x[o.d] = (c.x[o.n] ^ second32(c, o)) & Operands.LOW32;
                default:
                    return inverted
                            ? (c, o) -> test32(c, o, c.x[o.n] & ~second32(c, o))
                            : (c, o) -> test32(c, o, c.x[o.n] & second32(c, o));
            }
        });
    }

    private static long second64(Core core, Operation op) {
        return Operands.shift64(core.x[op.m], (int) op.imm, op.k);
    }

    private static long second32(Core core, Operation op) {
        return Operands.shift32(core.x[op.m], (int) op.imm, op.k);
    }

    private static void test64(Core core, Operation op, long result) {
        core.cpu.nzcv = (int) (result >>> 32) & 0x8000_0000 | (result == 0 ? 0x4000_0000 : 0);
        core.x[op.d] = result;
    }

    private static void test32(Core core, Operation op, long wide) {
        int result = (int) wide;
        core.cpu.nzcv = result & 0x8000_0000 | (result == 0 ? 0x4000_0000 : 0);
        core.x[op.d] = result & Operands.LOW32;
    }
}
