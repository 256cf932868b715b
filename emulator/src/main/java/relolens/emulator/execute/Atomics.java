package relolens.emulator.execute;

import relolens.emulator.cpu.CpuState;

/** The large system extension: LD{@literal <op>}, SWP, CAS, CASP. */
final class Atomics {
    private Atomics() {}

    /** What is stored, from what was there and the operand, both zero-extended from {@code size} bytes. */
    @FunctionalInterface
    private interface Combine {
        long apply(long old, long operand, int size);
    }

    static void bind(Bindings b) {
        group(b, "LDADD", (old, v, size) -> old + v);
        group(b, "LDCLR", (old, v, size) -> old & ~v);
        group(b, "LDEOR", (old, v, size) -> old ^ v);
        group(b, "LDSET", (old, v, size) -> old | v);
        group(b, "LDSMAX", (old, v, size) -> signed(old, size) > signed(v, size) ? old : v);
        group(b, "LDSMIN", (old, v, size) -> signed(old, size) > signed(v, size) ? v : old);
        group(b, "LDUMAX", (old, v, size) -> Long.compareUnsigned(old, v) > 0 ? old : v);
        group(b, "LDUMIN", (old, v, size) -> Long.compareUnsigned(old, v) > 0 ? v : old);
        group(b, "SWP", (old, v, size) -> v);
        for (String suffix : new String[] {"B", "H", ""}) {
            b.bind("CAS" + suffix, Atomics::compareAndSwap);
        }
        b.bind("CASP", Atomics::compareAndSwapPair);
    }

    private static void group(Bindings b, String id, Combine combine) {
        for (String suffix : new String[] {"B", "H", ""}) {
            b.bind(id + suffix, op -> {
                op.baseIsStack();
                int size = 1 << op.bits(30, 2);
                long mask = Operands.ones(8 * size);
                return (c, o) -> {
                    long at = c.base(o.n);
                    c.bus.demandUpdate(at, size);
                    long old = c.bus.read(at, size, size);
                    c.bus.write(at, size, size, combine.apply(old, c.x[o.m] & mask, size));
                    c.x[o.d] = old;
                };
            });
        }
    }

    private static long signed(long value, int size) {
        int unused = 64 - 8 * size;
        return value << unused >> unused;
    }

    private static Executor compareAndSwap(Operation op) {
        op.baseIsStack();
        int size = 1 << op.bits(30, 2);
        long mask = Operands.ones(8 * size);
        op.k = op.m == 31 ? CpuState.SINK : op.m;
        return (c, o) -> {
            long at = c.base(o.n);
            c.bus.demandUpdate(at, size);
            long old = c.bus.read(at, size, size);
            if (old == (c.x[o.m] & mask)) {
                c.bus.write(at, size, size, c.x[o.t]);
            }
            c.x[o.k] = old;
        };
    }

    private static Executor compareAndSwapPair(Operation op) {
        op.baseIsStack();
        if (op.bits(30, 1) == 0) {
            return (c, o) -> {
                long at = c.base(o.n);
                c.bus.demandUpdate(at, 8);
                long old = c.bus.read(at, 8, 8);
                long wanted = c.x[o.m] & Operands.LOW32 | odd(c, o.m) << 32;
                if (old == wanted) {
                    c.bus.write(at, 8, 8, c.x[o.t] & Operands.LOW32 | odd(c, o.t) << 32);
                }
                c.x[o.m] = old & Operands.LOW32;
                setOdd(c, o.m, old >>> 32);
            };
        }
        return (c, o) -> {
            long at = c.base(o.n);
            c.bus.demandUpdate(at, 16);
            long low = c.bus.read16(at, 16);
            long high = c.bus.high();
            if (low == c.x[o.m] && high == odd(c, o.m)) {
                c.bus.write16(at, 16, c.x[o.t], odd(c, o.t), false);
            }
            c.x[o.m] = low;
            setOdd(c, o.m, high);
        };
    }

    /** The register after an even one: X31 of the last pair is XZR. */
    private static long odd(Core core, int even) {
        return core.x[even + 1];
    }

    private static void setOdd(Core core, int even, long value) {
        core.x[even == 30 ? CpuState.SINK : even + 1] = value;
    }
}
