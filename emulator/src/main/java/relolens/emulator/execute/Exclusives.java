package relolens.emulator.execute;

/**
 * Load and store exclusive, acquire and release. One core: the local monitor is all there is; it covers the bytes
 * loaded, as small as an implementation may make it, and is opened by exception returns and CLREX.
 */
final class Exclusives {
    private Exclusives() {}

    static void bind(Bindings b) {
        for (String size : new String[] {"B", "H", ""}) {
            for (String id : new String[] {"LDXR", "LDAXR"}) {
                b.bind(id + size, Exclusives::loadExclusive);
            }
            for (String id : new String[] {"STXR", "STLXR"}) {
                b.bind(id + size, Exclusives::storeExclusive);
            }
            for (String id : new String[] {"LDAR", "LDLAR", "LDAPR"}) {
                b.bind(id + size, Exclusives::loadOrdered);
            }
            for (String id : new String[] {"STLR", "STLLR"}) {
                b.bind(id + size, Exclusives::storeOrdered);
            }
            b.bind("LDAPUR" + size, op -> loadOffset(op, 0));
            b.bind("STLUR" + size, Exclusives::storeOffset);
        }
        b.bind("LDAPURSB", op -> loadOffset(op, op.bits(22, 1) != 0 ? 1 : 2));
        b.bind("LDAPURSH", op -> loadOffset(op, op.bits(22, 1) != 0 ? 1 : 2));
        b.bind("LDAPURSW", op -> loadOffset(op, 2));
        b.bind("LDXP", Exclusives::loadPair);
        b.bind("LDAXP", Exclusives::loadPair);
        b.bind("STXP", Exclusives::storePair);
        b.bind("STLXP", Exclusives::storePair);
        b.bind("CLREX", op -> (c, o) -> c.clearMonitor());
    }

    private static int size(Operation op) {
        op.baseIsStack();
        return 1 << op.bits(30, 2);
    }

    private static Executor loadOrdered(Operation op) {
        int size = size(op);
        return (c, o) -> {
            long at = c.base(o.n);
            c.bus.demand(at, size, false, false);
            c.x[o.d] = c.bus.read(at, size, size);
        };
    }

    private static Executor storeOrdered(Operation op) {
        int size = size(op);
        return (c, o) -> {
            long at = c.base(o.n);
            c.bus.demand(at, size, true, false);
            c.bus.write(at, size, size, c.x[o.t]);
        };
    }

    private static Executor loadOffset(Operation op, int sign) {
        int size = size(op);
        op.imm = op.signedBits(12, 9);
        return (c, o) -> {
            long at = c.base(o.n) + o.imm;
            c.bus.demand(at, size, false, false);
            c.x[o.d] = LoadStore.extend(c.bus.read(at, size, size), sign, size);
        };
    }

    private static Executor storeOffset(Operation op) {
        int size = size(op);
        op.imm = op.signedBits(12, 9);
        return (c, o) -> {
            long at = c.base(o.n) + o.imm;
            c.bus.demand(at, size, true, false);
            c.bus.write(at, size, size, c.x[o.t]);
        };
    }

    private static Executor loadExclusive(Operation op) {
        int size = size(op);
        return (c, o) -> {
            long at = c.base(o.n);
            long pa = c.bus.demand(at, size, false, true);
            c.x[o.d] = c.bus.read(at, size, size);
            c.monitor = pa;
            c.monitorBytes = size;
        };
    }

    private static Executor storeExclusive(Operation op) {
        int size = size(op);
        int status = op.m == 31 ? relolens.emulator.cpu.CpuState.SINK : op.m;
        op.k = status;
        return (c, o) -> {
            long at = c.base(o.n);
            long pa = c.bus.demand(at, size, true, true);
            boolean mine = c.monitor == pa && c.monitorBytes == size;
            c.clearMonitor();
            if (mine) {
                c.bus.write(at, size, size, c.x[o.t]);
            }
            c.x[o.k] = mine ? 0 : 1;
        };
    }

    private static Executor loadPair(Operation op) {
        op.baseIsStack();
        boolean wide = op.bits(30, 1) != 0;
        return (c, o) -> {
            long at = c.base(o.n);
            long pa = c.bus.demand(at, wide ? 16 : 8, false, true);
            if (wide) {
                long low = c.bus.read16(at, 16);
                c.x[o.d] = low;
                c.x[o.d2] = c.bus.high();
            } else {
                long both = c.bus.read(at, 8, 8);
                c.x[o.d] = both & Operands.LOW32;
                c.x[o.d2] = both >>> 32;
            }
            c.monitor = pa;
            c.monitorBytes = wide ? 16 : 8;
        };
    }

    private static Executor storePair(Operation op) {
        op.baseIsStack();
        boolean wide = op.bits(30, 1) != 0;
        op.k = op.m == 31 ? relolens.emulator.cpu.CpuState.SINK : op.m;
        return (c, o) -> {
            long at = c.base(o.n);
            int size = wide ? 16 : 8;
            long pa = c.bus.demand(at, size, true, true);
            boolean mine = c.monitor == pa && c.monitorBytes == size;
            c.clearMonitor();
            if (mine) {
                if (wide) {
                    c.bus.write16(at, 16, c.x[o.t], c.x[o.a], false);
                } else {
                    c.bus.write(at, 8, 8, c.x[o.t] & Operands.LOW32 | c.x[o.a] << 32);
                }
            }
            c.x[o.k] = mine ? 0 : 1;
        };
    }
}
