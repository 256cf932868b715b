package relolens.emulator.execute;

/** SBFM, BFM, UBFM and EXTR. */
final class Bitfield {
    private Bitfield() {}

    static void bind(Bindings b) {
        b.bind("UBFM", op -> prepare(op, (c, o) -> c.x[o.d] = moved(c, o) & o.imm));
        b.bind(
                "SBFM",
                op -> prepare(
                        op,
                        op.wide()
                                ? (c, o) -> c.x[o.d] = signed(c, o)
                                : (c, o) -> c.x[o.d] = signed(c, o) & Operands.LOW32));
        b.bind(
                "BFM",
                op -> prepare(
                        op,
                        op.wide()
                                ? (c, o) -> c.x[o.d] = c.x[o.t] & ~o.imm | moved(c, o) & o.imm
                                : (c, o) -> c.x[o.d] = (c.x[o.t] & ~o.imm | moved(c, o) & o.imm) & Operands.LOW32));
        b.bind("EXTR", op -> {
            op.k = op.bits(10, 6);
            if (op.wide()) {
                return op.k == 0
                        ? (c, o) -> c.x[o.d] = c.x[o.m]
                        : (c, o) -> c.x[o.d] = c.x[o.m] >>> o.k | c.x[o.n] << (64 - o.k);
            }
            return (c, o) -> c.x[o.d] = (c.x[o.n] << 32 | c.x[o.m] & Operands.LOW32) >>> o.k & Operands.LOW32;
        });
    }

    /**
     * Every bitfield move is: shift right by k if k is not negative, else left by -k, then keep the bits of imm. The
     * second slot number {@code a} holds the distance of the sign bit from bit 63 for the signed form.
     */
    private static Executor prepare(Operation op, Executor executor) {
        int r = op.bits(16, 6);
        int s = op.bits(10, 6);
        int size = op.wide() ? 64 : 32;
        if (s >= r) {
            op.k = r;
            op.imm = Operands.ones(s - r + 1);
            op.a = 63 - (s - r);
        } else {
            op.k = r - size;
            op.imm = Operands.ones(s + 1) << size - r;
            op.a = 63 - (s + size - r);
        }
        return executor;
    }

    private static long moved(Core core, Operation op) {
        long value = core.x[op.n];
        return op.k >= 0 ? value >>> op.k : value << -op.k;
    }

    private static long signed(Core core, Operation op) {
        long field = moved(core, op) & op.imm;
        return field << op.a >> op.a;
    }
}
