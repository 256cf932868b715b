package relolens.emulator.execute;

import relolens.emulator.execute.LoadStore.Mode;

/** LDP, STP, LDNP, STNP, LDPSW: one access of twice the register size, aligned by one register. */
final class LoadStorePair {
    private LoadStorePair() {}

    static void bind(Bindings b) {
        b.bind("STP_off", op -> store(op, Mode.OFFSET, false));
        b.bind("STP_post", op -> store(op, Mode.POST, false));
        b.bind("STP_pre", op -> store(op, Mode.PRE, false));
        b.bind("STNP", op -> store(op, Mode.OFFSET, true));
        b.bind("LDP_off", op -> load(op, Mode.OFFSET, false));
        b.bind("LDP_post", op -> load(op, Mode.POST, false));
        b.bind("LDP_pre", op -> load(op, Mode.PRE, false));
        b.bind("LDNP", op -> load(op, Mode.OFFSET, false));
        b.bind("LDPSW_off", op -> load(op, Mode.OFFSET, true));
        b.bind("LDPSW_post", op -> load(op, Mode.POST, true));
        b.bind("LDPSW_pre", op -> load(op, Mode.PRE, true));
    }

    /** {@code imm} is what is added before the access, {@code second(op)} what the base becomes relative to it. */
    private static void address(Operation op, int log) {
        op.baseIsStack();
        op.imm = op.signedBits(15, 7) << log;
    }

    private static Executor store(Operation op, Mode mode, boolean nonTemporal) {
        boolean wide = op.bits(30, 2) == 2;
        address(op, wide ? 3 : 2);
        if (mode == Mode.OFFSET) {
            return wide
                    ? (c, o) -> c.bus.write16(c.base(o.n) + o.imm, 8, c.x[o.t], c.x[o.a], nonTemporal)
                    : (c, o) -> narrow(c, o, c.base(o.n) + o.imm, nonTemporal);
        }
        boolean pre = mode == Mode.PRE;
        return (c, o) -> {
            long base = c.base(o.n);
            long at = pre ? base + o.imm : base;
            if (wide) {
                c.bus.write16(at, 8, c.x[o.t], c.x[o.a], false);
            } else {
                narrow(c, o, at, false);
            }
            c.x[o.n] = base + o.imm;
        };
    }

    private static void narrow(Core core, Operation op, long at, boolean nonTemporal) {
        long both = core.x[op.t] & Operands.LOW32 | core.x[op.a] << 32;
        if (nonTemporal) {
            core.bus.writeNonTemporal(at, 8, 4, both);
        } else {
            core.bus.write(at, 8, 4, both);
        }
    }

    private static Executor load(Operation op, Mode mode, boolean signed) {
        boolean wide = op.bits(30, 2) == 2;
        address(op, wide ? 3 : 2);
        if (mode == Mode.OFFSET) {
            if (wide) {
                return (c, o) -> {
                    long low = c.bus.read16(c.base(o.n) + o.imm, 8);
                    c.x[o.d] = low;
                    c.x[o.d2] = c.bus.high();
                };
            }
            return (c, o) -> split(c, o, c.bus.read(c.base(o.n) + o.imm, 8, 4), signed);
        }
        boolean pre = mode == Mode.PRE;
        return (c, o) -> {
            long base = c.base(o.n);
            long at = pre ? base + o.imm : base;
            long low = wide ? c.bus.read16(at, 8) : c.bus.read(at, 8, 4);
            long high = c.bus.high();
            c.x[o.n] = base + o.imm;
            if (wide) {
                c.x[o.d] = low;
                c.x[o.d2] = high;
            } else {
                split(c, o, low, signed);
            }
        };
    }

    private static void split(Core core, Operation op, long both, boolean signed) {
        core.x[op.d] = signed ? (int) both : both & Operands.LOW32;
        core.x[op.d2] = signed ? both >> 32 : both >>> 32;
    }
}
