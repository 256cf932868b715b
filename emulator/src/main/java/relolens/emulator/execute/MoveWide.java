package relolens.emulator.execute;

/** MOVN, MOVZ, MOVK. */
final class MoveWide {
    private MoveWide() {}

    static void bind(Bindings b) {
        b.bind("MOVZ", op -> {
            op.imm = shifted(op);
            return (c, o) -> c.x[o.d] = o.imm;
        });
        b.bind("MOVN", op -> {
            op.imm = op.wide() ? ~shifted(op) : ~shifted(op) & Operands.LOW32;
            return (c, o) -> c.x[o.d] = o.imm;
        });
        b.bind("MOVK", op -> {
            op.imm = shifted(op);
            op.k = op.bits(21, 2) * 16;
            return op.wide()
                    ? (c, o) -> c.x[o.d] = c.x[o.t] & ~(0xffffL << o.k) | o.imm
                    : (c, o) -> c.x[o.d] = (c.x[o.t] & ~(0xffffL << o.k) | o.imm) & Operands.LOW32;
        });
    }

    private static long shifted(Operation op) {
        return (long) op.bits(5, 16) << op.bits(21, 2) * 16;
    }
}
