package relolens.emulator.execute;

/** Vector shifts by an immediate (Arm ARM C4.1.6, shift by immediate): immh:immb is element size plus or minus amount. */
final class VectorShift {
    private VectorShift() {}

    /** One element, sign-extended, and the destination's old one. */
    @FunctionalInterface
    private interface Lane {
        long apply(long d, long n, int amount, int width);
    }

    static void bind(Bindings b) {
        right(b, "SSHR_vector", (d, n, s, w) -> n >> Math.min(63, s));
        right(b, "USHR_vector", (d, n, s, w) -> logical(n, s, w));
        right(b, "SSRA_vector", (d, n, s, w) -> d + (n >> Math.min(63, s)));
        right(b, "USRA_vector", (d, n, s, w) -> d + logical(n, s, w));
        right(b, "SRI_vector", (d, n, s, w) -> d & ~logical(-1, s, w) | logical(n, s, w));
        left(b, "SHL_vector", (d, n, s, w) -> n << s);
        left(b, "SLI_vector", (d, n, s, w) -> d & (1L << s) - 1 | n << s);
        lengthen(b, "SSHLL", true);
        lengthen(b, "USHLL", false);
    }

    private static long logical(long value, int amount, int width) {
        return amount == 64 ? 0 : (value & Operands.ones(width)) >>> amount;
    }

    private static int width(Operation op) {
        return Integer.highestOneBit(op.bits(19, 4)) * 8;
    }

    private static void right(Bindings b, String id, Lane f) {
        b.bind(id, op -> {
            int width = width(op);
            return shift(op, 2 * width - op.bits(16, 7), width, f);
        });
    }

    private static void left(Bindings b, String id, Lane f) {
        b.bind(id, op -> {
            int width = width(op);
            return shift(op, op.bits(16, 7) - width, width, f);
        });
    }

    private static Executor shift(Operation op, int amount, int width, Lane f) {
        int count = (op.bits(30, 1) != 0 ? 128 : 64) / width;
        return VectorMove.vector((c, o) -> {
            Lanes d = Lanes.of(c, o.t, width);
            Lanes n = Lanes.of(c, o.n, width);
            Lanes result = new Lanes(width);
            for (int i = 0; i < count; i++) {
                result.set(i, f.apply(d.get(i), n.signed(i), amount, width));
            }
            result.into(c, o);
        });
    }

    private static void lengthen(Bindings b, String id, boolean signed) {
        b.bind(id, op -> {
            int width = width(op);
            int amount = op.bits(16, 7) - width;
            int count = 64 / width;
            int from = op.bits(30, 1) * count;
            return VectorMove.vector((c, o) -> {
                Lanes n = Lanes.of(c, o.n, width);
                Lanes result = new Lanes(2 * width);
                for (int i = 0; i < count; i++) {
                    result.set(i, (signed ? n.signed(from + i) : n.get(from + i)) << amount);
                }
                result.whole(c, o);
            });
        });
    }
}
