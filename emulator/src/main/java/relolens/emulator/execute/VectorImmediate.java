package relolens.emulator.execute;

/** MOVI, MVNI, FMOV (immediate), and ORR and BIC with an immediate. */
final class VectorImmediate {
    private VectorImmediate() {}

    /** What happens with the expanded immediate. */
    private enum Use {
        MOVE,
        MOVE_INVERTED,
        OR,
        CLEAR
    }

    static void bind(Bindings b) {
        word(b, "MOVI_word", Use.MOVE);
        word(b, "MVNI_word", Use.MOVE_INVERTED);
        word(b, "ORR_word", Use.OR);
        word(b, "BIC_word", Use.CLEAR);
        half(b, "MOVI_half", Use.MOVE);
        half(b, "MVNI_half", Use.MOVE_INVERTED);
        half(b, "ORR_half", Use.OR);
        half(b, "BIC_half", Use.CLEAR);
        ones(b, "MOVI_ones", Use.MOVE);
        ones(b, "MVNI_ones", Use.MOVE_INVERTED);
        b.bind("MOVI_byte", op -> use(op, Use.MOVE, imm8(op) * 0x0101_0101_0101_0101L));
        b.bind("MOVI_double", op -> use(op, Use.MOVE, bytes(imm8(op))));
        b.bind("MOVI_scalar", op -> scalar(op, bytes(imm8(op))));
        b.bind("FMOV_vector_single", op -> use(op, Use.MOVE, both(single(imm8(op)))));
        b.bind("FMOV_vector_half", op -> use(op, Use.MOVE, half(imm8(op)) * 0x0001_0001_0001_0001L));
        b.bind("FMOV_vector_double", op -> use(op, Use.MOVE, toDouble(imm8(op))));
        b.bind("FMOV_half_imm", op -> scalar(op, half(op.bits(13, 8))));
        b.bind("FMOV_single_imm", op -> scalar(op, single(op.bits(13, 8))));
        b.bind("FMOV_double_imm", op -> scalar(op, toDouble(op.bits(13, 8))));
    }

    private static int imm8(Operation op) {
        return op.bits(16, 3) << 5 | op.bits(5, 5);
    }

    private static void word(Bindings b, String id, Use use) {
        b.bind(id, op -> use(op, use, both((long) imm8(op) << 8 * op.bits(13, 2))));
    }

    private static void half(Bindings b, String id, Use use) {
        b.bind(id, op -> use(op, use, ((long) imm8(op) << 8 * op.bits(13, 1)) * 0x0001_0001_0001_0001L));
    }

    /** MSL: ones are shifted in. */
    private static void ones(Bindings b, String id, Use use) {
        b.bind(id, op -> {
            int shift = op.bits(12, 1) != 0 ? 16 : 8;
            return use(op, use, both((long) imm8(op) << shift | (1 << shift) - 1));
        });
    }

    private static Executor use(Operation op, Use use, long value) {
        op.imm = use == Use.MOVE_INVERTED ? ~value : value;
        switch (use) {
            case OR:
                return VectorMove.vector(
                        (c, o) -> VectorMove.set(c, o, c.v[2 * o.t] | o.imm, c.v[2 * o.t + 1] | o.imm));
            case CLEAR:
                return VectorMove.vector(
                        (c, o) -> VectorMove.set(c, o, c.v[2 * o.t] & ~o.imm, c.v[2 * o.t + 1] & ~o.imm));
            default:
                return VectorMove.vector((c, o) -> VectorMove.set(c, o, o.imm, o.imm));
        }
    }

    private static Executor scalar(Operation op, long value) {
        op.imm = value;
        return VectorMove.vector((c, o) -> VectorMove.scalar(c, o, o.imm));
    }

    private static long both(long word) {
        return word & Operands.LOW32 | word << 32;
    }

    /** Each bit of imm8 becomes a byte of ones or zeroes. */
    private static long bytes(int imm8) {
        long value = 0;
        for (int bit = 0; bit < 8; bit++) {
            if ((imm8 >>> bit & 1) != 0) {
                value |= 0xffL << 8 * bit;
            }
        }
        return value;
    }

    /** VFPExpandImm for 16 bits. */
    private static long half(int imm8) {
        int sign = imm8 >>> 7;
        int b = imm8 >>> 6 & 1;
        int exponent = (b ^ 1) << 4 | (b != 0 ? 3 : 0) << 2 | imm8 >>> 4 & 3;
        return (long) sign << 15 | (long) exponent << 10 | (long) (imm8 & 15) << 6;
    }

    /** VFPExpandImm for 32 bits. */
    private static long single(int imm8) {
        int b = imm8 >>> 6 & 1;
        int exponent = (b ^ 1) << 7 | (b != 0 ? 31 : 0) << 2 | imm8 >>> 4 & 3;
        return ((long) (imm8 >>> 7) << 31 | (long) exponent << 23 | (long) (imm8 & 15) << 19) & Operands.LOW32;
    }

    /** VFPExpandImm for 64 bits. */
    private static long toDouble(int imm8) {
        int b = imm8 >>> 6 & 1;
        int exponent = (b ^ 1) << 10 | (b != 0 ? 255 : 0) << 2 | imm8 >>> 4 & 3;
        return (long) (imm8 >>> 7) << 63 | (long) exponent << 52 | (long) (imm8 & 15) << 48;
    }
}
