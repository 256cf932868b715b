package relolens.emulator.execute;

/** Integer arithmetic and comparison of vectors, lane by lane, in pairs, and across all lanes (Arm ARM C7.2). */
final class VectorArithmetic {
    private VectorArithmetic() {}

    /** One element from those of destination and sources; {@code width} in bits. */
    @FunctionalInterface
    private interface Lane {
        long apply(long d, long n, long m, int width);
    }

    static void bind(Bindings b) {
        lanes(b, "ADD_vector", false, (d, n, m, w) -> n + m);
        lanes(b, "SUB_vector", false, (d, n, m, w) -> n - m);
        lanes(b, "MUL_vector", false, (d, n, m, w) -> n * m);
        lanes(b, "MLA_vector", false, (d, n, m, w) -> d + n * m);
        lanes(b, "MLS_vector", false, (d, n, m, w) -> d - n * m);
        lanes(b, "PMUL_vector", false, (d, n, m, w) -> polynomial(n, m));
        lanes(b, "CMTST_vector", false, (d, n, m, w) -> truth((n & m) != 0));
        lanes(b, "CMEQ_vector", false, (d, n, m, w) -> truth(n == m));
        lanes(b, "CMHI_vector", false, (d, n, m, w) -> truth(Long.compareUnsigned(n, m) > 0));
        lanes(b, "CMHS_vector", false, (d, n, m, w) -> truth(Long.compareUnsigned(n, m) >= 0));
        lanes(b, "CMGT_vector", true, (d, n, m, w) -> truth(n > m));
        lanes(b, "CMGE_vector", true, (d, n, m, w) -> truth(n >= m));
        lanes(b, "SSHL_vector", true, (d, n, m, w) -> shift(n, n >> 63, (byte) m));
        lanes(b, "USHL_vector", false, (d, n, m, w) -> shift(n, 0, (byte) m));
        lanes(b, "SMAX_vector", true, (d, n, m, w) -> Math.max(n, m));
        lanes(b, "UMAX_vector", false, (d, n, m, w) -> Math.max(n, m));
        lanes(b, "SMIN_vector", true, (d, n, m, w) -> Math.min(n, m));
        lanes(b, "UMIN_vector", false, (d, n, m, w) -> Math.min(n, m));
        pairs(b, "ADDP_vector", false, (d, n, m, w) -> n + m);
        pairs(b, "SMAXP_vector", true, (d, n, m, w) -> Math.max(n, m));
        pairs(b, "UMAXP_vector", false, (d, n, m, w) -> Math.max(n, m));
        pairs(b, "SMINP_vector", true, (d, n, m, w) -> Math.min(n, m));
        pairs(b, "UMINP_vector", false, (d, n, m, w) -> Math.min(n, m));
        across(b, "ADDV", false, (d, n, m, w) -> n + m);
        across(b, "SMAXV", true, (d, n, m, w) -> Math.max(n, m));
        across(b, "UMAXV", false, (d, n, m, w) -> Math.max(n, m));
        across(b, "SMINV", true, (d, n, m, w) -> Math.min(n, m));
        across(b, "UMINV", false, (d, n, m, w) -> Math.min(n, m));
        single(b, "CMEQ_zero", (d, n, m, w) -> truth(n == 0));
        single(b, "CMGT_zero", (d, n, m, w) -> truth(n > 0));
        single(b, "CMGE_zero", (d, n, m, w) -> truth(n >= 0));
        single(b, "CMLT_zero", (d, n, m, w) -> truth(n < 0));
        single(b, "CMLE_zero", (d, n, m, w) -> truth(n <= 0));
        single(b, "ABS_vector", (d, n, m, w) -> Math.abs(n));
        single(b, "NEG_vector", (d, n, m, w) -> -n);
        single(b, "CNT_vector", (d, n, m, w) -> Long.bitCount(n & 0xff));
        widening(b, "SMULL_vector", true, (d, n, m, w) -> n * m);
        widening(b, "UMULL_vector", false, (d, n, m, w) -> n * m);
        widening(b, "SMLAL_vector", true, (d, n, m, w) -> d + n * m);
        widening(b, "UMLAL_vector", false, (d, n, m, w) -> d + n * m);
        widening(b, "PMULL_byte", false, (d, n, m, w) -> polynomial(n, m));
    }

    private static long truth(boolean is) {
        return is ? -1 : 0;
    }

    /** Left by a positive amount, right by a negative one, where bits of {@code above} come in. */
    private static long shift(long value, long above, int amount) {
        if (amount >= 0) {
            return amount >= 64 ? 0 : value << amount;
        }
        return amount <= -64 ? above : value >>> -amount | above << 64 + amount;
    }

    /** Product of polynomials over GF(2), operands of up to 8 bits. */
    private static long polynomial(long n, long m) {
        long product = 0;
        for (int i = 0; i < 8; i++) {
            product ^= (m >>> i & 1) != 0 ? n << i : 0;
        }
        return product;
    }

    private static int width(Operation op) {
        return 8 << op.bits(22, 2);
    }

    private static int count(Operation op, int width) {
        return (op.bits(30, 1) != 0 ? 128 : 64) / width;
    }

    private static long element(Lanes from, int lane, boolean signed) {
        return signed ? from.signed(lane) : from.get(lane);
    }

    private static void lanes(Bindings b, String id, boolean signed, Lane f) {
        b.bind(id, op -> {
            int width = width(op);
            int count = count(op, width);
            return VectorMove.vector((c, o) -> {
                Lanes d = Lanes.of(c, o.t, width);
                Lanes n = Lanes.of(c, o.n, width);
                Lanes m = Lanes.of(c, o.m, width);
                Lanes result = new Lanes(width);
                for (int i = 0; i < count; i++) {
                    result.set(i, f.apply(d.get(i), element(n, i, signed), element(m, i, signed), width));
                }
                result.into(c, o);
            });
        });
    }

    private static void single(Bindings b, String id, Lane f) {
        b.bind(id, op -> {
            int width = width(op);
            int count = count(op, width);
            return VectorMove.vector((c, o) -> {
                Lanes n = Lanes.of(c, o.n, width);
                Lanes result = new Lanes(width);
                for (int i = 0; i < count; i++) {
                    result.set(i, f.apply(0, n.signed(i), 0, width));
                }
                result.into(c, o);
            });
        });
    }

    /** Neighbours of the first source, then of the second. */
    private static void pairs(Bindings b, String id, boolean signed, Lane f) {
        b.bind(id, op -> {
            int width = width(op);
            int half = count(op, width) / 2;
            return VectorMove.vector((c, o) -> {
                Lanes n = Lanes.of(c, o.n, width);
                Lanes m = Lanes.of(c, o.m, width);
                Lanes result = new Lanes(width);
                for (int i = 0; i < half; i++) {
                    result.set(i, f.apply(0, element(n, 2 * i, signed), element(n, 2 * i + 1, signed), width));
                    result.set(half + i, f.apply(0, element(m, 2 * i, signed), element(m, 2 * i + 1, signed), width));
                }
                result.into(c, o);
            });
        });
    }

    private static void across(Bindings b, String id, boolean signed, Lane f) {
        b.bind(id, op -> {
            int width = width(op);
            int count = count(op, width);
            return VectorMove.vector((c, o) -> {
                Lanes n = Lanes.of(c, o.n, width);
                long value = element(n, 0, signed);
                for (int i = 1; i < count; i++) {
                    value = f.apply(0, value, element(n, i, signed), width);
                }
                VectorMove.scalar(c, o, value & Operands.ones(width));
            });
        });
    }

    /** Sources are the lower (or, with Q, upper) halves; elements of the result are twice as wide. */
    private static void widening(Bindings b, String id, boolean signed, Lane f) {
        b.bind(id, op -> {
            int width = width(op);
            int count = 64 / width;
            int from = op.bits(30, 1) * count;
            return VectorMove.vector((c, o) -> {
                Lanes d = Lanes.of(c, o.t, 2 * width);
                Lanes n = Lanes.of(c, o.n, width);
                Lanes m = Lanes.of(c, o.m, width);
                Lanes result = new Lanes(2 * width);
                for (int i = 0; i < count; i++) {
                    long product =
                            f.apply(d.get(i), element(n, from + i, signed), element(m, from + i, signed), 2 * width);
                    result.set(i, product);
                }
                result.whole(c, o);
            });
        });
    }
}
