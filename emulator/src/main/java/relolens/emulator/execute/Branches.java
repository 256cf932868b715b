package relolens.emulator.execute;

/** Direct and indirect branches. */
final class Branches {
    private Branches() {}

    static void bind(Bindings b) {
        b.bind("B", op -> {
            op.imm = op.address + (op.signedBits(0, 26) << 2);
            return (c, o) -> c.cpu.next = o.imm;
        });
        b.bind("BL", op -> {
            op.imm = op.address + (op.signedBits(0, 26) << 2);
            return (c, o) -> {
                c.x[30] = c.cpu.next;
                c.cpu.next = o.imm;
            };
        });
        b.bind("B_cond", Branches::conditional);
        b.bind("BC_cond", Branches::conditional);
        compare(b, "CBZ", true);
        compare(b, "CBNZ", false);
        test(b, "TBZ", 0);
        test(b, "TBNZ", 1);
        b.bind("BR", op -> (c, o) -> c.cpu.next = c.x[o.n]);
        b.bind("RET", op -> (c, o) -> c.cpu.next = c.x[o.n]);
        b.bind("BLR", op -> Branches::callRegister);
    }

    private static Executor conditional(Operation op) {
        op.imm = op.address + (op.signedBits(5, 19) << 2);
        op.k = op.bits(0, 4);
        return (c, o) -> {
            if (Condition.holds(o.k, c.cpu.nzcv)) {
                c.cpu.next = o.imm;
            }
        };
    }

    static void callRegister(Core core, Operation op) {
        long target = core.x[op.n];
        core.x[30] = core.cpu.next;
        core.cpu.next = target;
    }

    private static void compare(Bindings b, String id, boolean whenZero) {
        b.bind(id, op -> {
            op.imm = op.address + (op.signedBits(5, 19) << 2);
            long mask = op.wide() ? -1L : Operands.LOW32;
            return whenZero
                    ? (c, o) -> {
                        if ((c.x[o.t] & mask) == 0) {
                            c.cpu.next = o.imm;
                        }
                    }
                    : (c, o) -> {
                        if ((c.x[o.t] & mask) != 0) {
                            c.cpu.next = o.imm;
                        }
                    };
        });
    }

    private static void test(Bindings b, String id, int wanted) {
        b.bind(id, op -> {
            op.imm = op.address + (op.signedBits(5, 14) << 2);
            op.k = op.bits(31, 1) << 5 | op.bits(19, 5);
            return (c, o) -> {
                if ((c.x[o.t] >>> o.k & 1) == wanted) {
                    c.cpu.next = o.imm;
                }
            };
        });
    }
}
