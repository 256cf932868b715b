package relolens.emulator.execute;

/** CSEL and its kin, CCMP and CCMN. */
final class Conditional {
    private Conditional() {}

    static void bind(Bindings b) {
        select(b, "CSEL", (c, o) -> c.x[o.m]);
        select(b, "CSINC", (c, o) -> c.x[o.m] + 1);
        select(b, "CSINV", (c, o) -> ~c.x[o.m]);
        select(b, "CSNEG", (c, o) -> -c.x[o.m]);
        compare(b, "CCMN_reg", false, false);
        compare(b, "CCMP_reg", true, false);
        compare(b, "CCMN_imm", false, true);
        compare(b, "CCMP_imm", true, true);
    }

    /** What CSEL yields when its condition does not hold. */
    @FunctionalInterface
    private interface Otherwise {
        long value(Core core, Operation op);
    }

    private static void select(Bindings b, String id, Otherwise otherwise) {
        b.bind(id, op -> {
            op.k = op.bits(12, 4);
            return op.wide()
                    ? (c, o) -> c.x[o.d] = Condition.holds(o.k, c.cpu.nzcv) ? c.x[o.n] : otherwise.value(c, o)
                    : (c, o) -> c.x[o.d] =
                            (Condition.holds(o.k, c.cpu.nzcv) ? c.x[o.n] : otherwise.value(c, o)) & Operands.LOW32;
        });
    }

    private static void compare(Bindings b, String id, boolean subtract, boolean immediate) {
        b.bind(id, op -> {
            op.k = op.bits(12, 4);
            op.imm = immediate ? op.bits(16, 5) : -1;
            boolean wide = op.wide();
            return (c, o) -> {
                if (!Condition.holds(o.k, c.cpu.nzcv)) {
                    c.cpu.nzcv = (o.word & 15) << 28;
                    return;
                }
                long second = immediate ? o.imm : c.x[o.m];
                second = subtract ? ~second : second;
                int carry = subtract ? 1 : 0;
                c.cpu.nzcv = wide
                        ? AddSubtract.flags64(c.x[o.n], second, carry)
                        : AddSubtract.flags32((int) c.x[o.n], (int) second, carry);
            };
        });
    }
}
