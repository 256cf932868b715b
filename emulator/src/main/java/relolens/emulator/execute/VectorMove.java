package relolens.emulator.execute;

/** DUP, INS, SMOV, UMOV, FMOV between registers, and bitwise vector logic. */
final class VectorMove {
    private VectorMove() {}

    /** Bitwise combination of destination, first and second source. */
    @FunctionalInterface
    private interface Bitwise {
        long apply(long d, long n, long m);
    }

    static void bind(Bindings b) {
        logic(b, "AND_vector", (d, n, m) -> n & m);
        logic(b, "BIC_vector", (d, n, m) -> n & ~m);
        logic(b, "ORR_vector", (d, n, m) -> n | m);
        logic(b, "ORN_vector", (d, n, m) -> n | ~m);
        logic(b, "EOR_vector", (d, n, m) -> n ^ m);
        logic(b, "BSL_vector", (d, n, m) -> d & n | ~d & m);
        logic(b, "BIT_vector", (d, n, m) -> d & ~m | n & m);
        logic(b, "BIF_vector", (d, n, m) -> d & m | n & ~m);
        b.bind("NOT_vector", op -> {
            op.m = 0;
            return vector((c, o) -> set(c, o, ~c.v[2 * o.n], ~c.v[2 * o.n + 1]));
        });
        b.bind("DUP_element", op -> {
            lanes(op);
            return vector((c, o) -> fill(c, o, lane(c, o.n, (int) o.imm, o.k)));
        });
        b.bind("DUP_general", op -> {
            lanes(op);
            return vector((c, o) -> fill(c, o, c.x[o.n]));
        });
        b.bind("DUP_scalar", op -> {
            lanes(op);
            return vector((c, o) -> scalar(c, o, lane(c, o.n, (int) o.imm, o.k)));
        });
        b.bind("UMOV", op -> {
            lanes(op);
            return vector((c, o) -> c.x[o.d] = lane(c, o.n, (int) o.imm, o.k));
        });
        b.bind("SMOV", op -> {
            lanes(op);
            boolean wide = op.bits(30, 1) != 0;
            return vector((c, o) -> {
                int unused = 64 - o.k;
                long value = lane(c, o.n, (int) o.imm, o.k) << unused >> unused;
                c.x[o.d] = wide ? value : value & Operands.LOW32;
            });
        });
        b.bind("INS_general", op -> {
            lanes(op);
            return vector((c, o) -> setLane(c, o.t, (int) o.imm, o.k, c.x[o.n]));
        });
        b.bind("INS_element", op -> {
            lanes(op);
            int source = op.bits(11, 4) >>> Integer.numberOfTrailingZeros(op.k / 8);
            return vector((c, o) -> setLane(c, o.t, (int) o.imm, o.k, lane(c, o.n, source, o.k)));
        });
        b.bind("FMOV_half", op -> vector((c, o) -> scalar(c, o, c.v[2 * o.n] & 0xffff)));
        b.bind("FMOV_single", op -> vector((c, o) -> scalar(c, o, c.v[2 * o.n] & Operands.LOW32)));
        b.bind("FMOV_double", op -> vector((c, o) -> scalar(c, o, c.v[2 * o.n])));
        b.bind("FMOV_general_to_half", op -> vector((c, o) -> scalar(c, o, c.x[o.n] & 0xffff)));
        b.bind("FMOV_half_to_general", op -> vector((c, o) -> c.x[o.d] = c.v[2 * o.n] & 0xffff));
        b.bind("FMOV_general_to_single", op -> vector((c, o) -> scalar(c, o, c.x[o.n] & Operands.LOW32)));
        b.bind("FMOV_single_to_general", op -> vector((c, o) -> c.x[o.d] = c.v[2 * o.n] & Operands.LOW32));
        b.bind("FMOV_general_to_double", op -> vector((c, o) -> scalar(c, o, c.x[o.n])));
        b.bind("FMOV_double_to_general", op -> vector((c, o) -> c.x[o.d] = c.v[2 * o.n]));
        b.bind("FMOV_general_to_top", op -> vector((c, o) -> c.v[2 * o.t + 1] = c.x[o.n]));
        b.bind("FMOV_top_to_general", op -> vector((c, o) -> c.x[o.d] = c.v[2 * o.n + 1]));
    }

    static Executor vector(Executor executor) {
        return (c, o) -> {
            c.needVectors();
            executor.execute(c, o);
        };
    }

    private static void logic(Bindings b, String id, Bitwise bitwise) {
        b.bind(
                id,
                op -> vector((c, o) -> {
                    int d = 2 * o.t;
                    int n = 2 * o.n;
                    int m = 2 * o.m;
                    set(c, o, bitwise.apply(c.v[d], c.v[n], c.v[m]), bitwise.apply(c.v[d + 1], c.v[n + 1], c.v[m + 1]));
                }));
    }

    /** imm5 holds the element size as its lowest set bit and the lane number above it. */
    private static void lanes(Operation op) {
        int imm5 = op.bits(16, 5);
        int log = Integer.numberOfTrailingZeros(imm5);
        op.k = 8 << log;
        int lane = imm5 >>> log + 1;
        op.imm = lane;
    }

    static long lane(Core core, int register, int lane, int width) {
        int bit = lane * width;
        return core.v[2 * register + (bit >>> 6)] >>> (bit & 63) & Operands.ones(width);
    }

    static void setLane(Core core, int register, int lane, int width, long value) {
        int bit = lane * width;
        int slot = 2 * register + (bit >>> 6);
        long mask = Operands.ones(width) << (bit & 63);
        core.v[slot] = core.v[slot] & ~mask | value << (bit & 63) & mask;
    }

    private static void fill(Core core, Operation op, long element) {
        long value = element & Operands.ones(op.k);
        for (int width = op.k; width < 64; width <<= 1) {
            value |= value << width;
        }
        set(core, op, value, value);
    }

    /** Sets a vector; the 64-bit form (Q clear) clears the high half. */
    static void set(Core core, Operation op, long low, long high) {
        core.v[2 * op.t] = low;
        core.v[2 * op.t + 1] = op.bits(30, 1) != 0 ? high : 0;
    }

    static void scalar(Core core, Operation op, long value) {
        core.v[2 * op.t] = value;
        core.v[2 * op.t + 1] = 0;
    }
}
