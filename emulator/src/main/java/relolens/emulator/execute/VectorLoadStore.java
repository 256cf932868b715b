package relolens.emulator.execute;

import relolens.emulator.execute.LoadStore.Mode;

/** LDR, STR, LDP, STP of FP and vector registers. Alignment unit is the register's size. */
final class VectorLoadStore {
    private VectorLoadStore() {}

    static void bind(Bindings b) {
        for (String id : new String[] {"STR", "LDR"}) {
            boolean load = "LDR".equals(id);
            b.bind(id + "_fp_imm_unsigned", op -> single(op, Mode.OFFSET, load));
            b.bind(id + "_fp_imm_post", op -> single(op, Mode.POST, load));
            b.bind(id + "_fp_imm_pre", op -> single(op, Mode.PRE, load));
            b.bind(id + "_fp_reg", op -> single(op, Mode.REGISTER, load));
            b.bind(load ? "LDUR_fp" : "STUR_fp", op -> {
                Executor executor = single(op, Mode.OFFSET, load);
                op.imm = op.signedBits(12, 9);
                return executor;
            });
            String pair = load ? "LDP_fp_" : "STP_fp_";
            b.bind(pair + "off", op -> pair(op, Mode.OFFSET, load, false));
            b.bind(pair + "post", op -> pair(op, Mode.POST, load, false));
            b.bind(pair + "pre", op -> pair(op, Mode.PRE, load, false));
        }
        b.bind("STNP_fp", op -> pair(op, Mode.OFFSET, false, true));
        b.bind("LDNP_fp", op -> pair(op, Mode.OFFSET, true, false));
        b.bind("LDR_fp_lit", op -> {
            LoadStore.literal(op);
            int size = 4 << op.bits(30, 2);
            return (c, o) -> {
                c.needVectors();
                load(c, o.t, o.imm, size);
            };
        });
    }

    private static Executor single(Operation op, Mode mode, boolean load) {
        int log = op.bits(23, 1) != 0 ? 4 : op.bits(30, 2);
        LoadStore.address(op, mode, log);
        int size = 1 << log;
        return (c, o) -> {
            c.needVectors();
            long base = c.base(o.n);
            long at;
            switch (mode) {
                case REGISTER:
                    at = LoadStore.indexed(c, o);
                    break;
                case POST:
                    at = base;
                    break;
                default:
                    at = base + o.imm;
            }
            move(c, o.t, at, size, load, false);
            if (mode == Mode.PRE || mode == Mode.POST) {
                c.x[o.n] = base + o.imm;
            }
        };
    }

    private static Executor pair(Operation op, Mode mode, boolean load, boolean nonTemporal) {
        int log = op.bits(30, 2) + 2;
        op.baseIsStack();
        op.imm = op.signedBits(15, 7) << log;
        int size = 1 << log;
        return (c, o) -> {
            c.needVectors();
            long base = c.base(o.n);
            long at = mode == Mode.POST ? base : base + o.imm;
            if (load) {
                loadPair(c, o, at, size);
            } else {
                move(c, o.t, at, size, false, nonTemporal);
                move(c, o.a, at + size, size, false, nonTemporal);
            }
            if (mode != Mode.OFFSET) {
                c.x[o.n] = base + o.imm;
            }
        };
    }

    /** Both halves are read before any register changes, so that a fault on the second leaves the first alone. */
    private static void loadPair(Core core, Operation op, long at, int size) {
        long firstLow = 0;
        long firstHigh = 0;
        if (size == 16) {
            firstLow = core.bus.read16(at, 16);
            firstHigh = core.bus.high();
        } else {
            firstLow = core.bus.read(at, size, size);
        }
        load(core, op.a, at + size, size);
        core.v[2 * op.t] = firstLow;
        core.v[2 * op.t + 1] = firstHigh;
    }

    private static void move(Core core, int register, long at, int size, boolean load, boolean nonTemporal) {
        if (load) {
            load(core, register, at, size);
        } else if (size == 16) {
            core.bus.write16(at, 16, core.v[2 * register], core.v[2 * register + 1], nonTemporal);
        } else if (nonTemporal) {
            core.bus.writeNonTemporal(at, size, size, core.v[2 * register]);
        } else {
            core.bus.write(at, size, size, core.v[2 * register]);
        }
    }

    /** A scalar load clears the rest of the register. */
    static void load(Core core, int register, long at, int size) {
        long low;
        long high = 0;
        if (size == 16) {
            low = core.bus.read16(at, 16);
            high = core.bus.high();
        } else {
            low = core.bus.read(at, size, size);
        }
        core.v[2 * register] = low;
        core.v[2 * register + 1] = high;
    }
}
