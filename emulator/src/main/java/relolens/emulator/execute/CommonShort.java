package relolens.emulator.execute;

/** FEAT_CSSC: minimum, maximum, absolute value, and counting of bits (Arm ARM C6.2, ABS, CNT, CTZ, SMAX and others). */
final class CommonShort {
    private CommonShort() {}

    /** The result of two 64-bit operands: of a 32-bit row both are extended as the comparison is signed or not. */
    @FunctionalInterface
    private interface Choice {
        long of(long a, long b);
    }

    static void bind(Bindings b) {
        choice(b, "SMAX", true, Math::max);
        choice(b, "SMIN", true, Math::min);
        choice(b, "UMAX", false, (x, y) -> Long.compareUnsigned(x, y) > 0 ? x : y);
        choice(b, "UMIN", false, (x, y) -> Long.compareUnsigned(x, y) < 0 ? x : y);
        b.simple(
                "ABS",
                (c, o) -> c.x[o.d] = Math.abs((int) c.x[o.n]) & Operands.LOW32,
                (c, o) -> c.x[o.d] = Math.abs(c.x[o.n]));
        b.simple(
                "CTZ",
                (c, o) -> c.x[o.d] = Integer.numberOfTrailingZeros((int) c.x[o.n]),
                (c, o) -> c.x[o.d] = Long.numberOfTrailingZeros(c.x[o.n]));
        b.simple(
                "CNT",
                (c, o) -> c.x[o.d] = Integer.bitCount((int) c.x[o.n]),
                (c, o) -> c.x[o.d] = Long.bitCount(c.x[o.n]));
    }

    private static void choice(Bindings b, String id, boolean signed, Choice choice) {
        Choice narrow = signed
                ? (x, y) -> choice.of((int) x, (int) y) & Operands.LOW32
                : (x, y) -> choice.of(x & Operands.LOW32, y & Operands.LOW32);
        b.bind(id, op -> {
            Choice own = op.wide() ? choice : narrow;
            return (c, o) -> c.x[o.d] = own.of(c.x[o.n], c.x[o.m]);
        });
        b.bind(id + "_imm", op -> {
            Choice own = op.wide() ? choice : narrow;
            op.imm = signed ? op.signedBits(10, 8) : op.bits(10, 8);
            return (c, o) -> c.x[o.d] = own.of(c.x[o.n], o.imm);
        });
    }
}
