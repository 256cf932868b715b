package relolens.emulator.execute;

/** Multiplication, division and shifts by register. */
final class MultiplyDivide {
    private MultiplyDivide() {}

    static void bind(Bindings b) {
        b.bind("MADD_w", op -> (c, o) -> c.x[o.d] = (c.x[o.a] + c.x[o.n] * c.x[o.m]) & Operands.LOW32);
        b.bind("MADD_x", op -> (c, o) -> c.x[o.d] = c.x[o.a] + c.x[o.n] * c.x[o.m]);
        b.bind("MSUB_w", op -> (c, o) -> c.x[o.d] = (c.x[o.a] - c.x[o.n] * c.x[o.m]) & Operands.LOW32);
        b.bind("MSUB_x", op -> (c, o) -> c.x[o.d] = c.x[o.a] - c.x[o.n] * c.x[o.m]);
        b.bind("SMADDL", op -> (c, o) -> c.x[o.d] = c.x[o.a] + (long) (int) c.x[o.n] * (int) c.x[o.m]);
        b.bind("SMSUBL", op -> (c, o) -> c.x[o.d] = c.x[o.a] - (long) (int) c.x[o.n] * (int) c.x[o.m]);
        b.bind("UMADDL", op -> (c, o) -> c.x[o.d] = c.x[o.a] + low(c.x[o.n]) * low(c.x[o.m]));
        b.bind("UMSUBL", op -> (c, o) -> c.x[o.d] = c.x[o.a] - low(c.x[o.n]) * low(c.x[o.m]));
        b.bind("SMULH", op -> (c, o) -> c.x[o.d] = Math.multiplyHigh(c.x[o.n], c.x[o.m]));
        b.bind("UMULH", op -> (c, o) -> c.x[o.d] = unsignedHigh(c.x[o.n], c.x[o.m]));
        b.bind("UDIV_w", op -> (c, o) -> {
            int divisor = (int) c.x[o.m];
            c.x[o.d] = divisor == 0 ? 0 : low(Integer.divideUnsigned((int) c.x[o.n], divisor));
        });
        b.bind("UDIV_x", op -> (c, o) -> {
            long divisor = c.x[o.m];
            c.x[o.d] = divisor == 0 ? 0 : Long.divideUnsigned(c.x[o.n], divisor);
        });
        b.bind("SDIV_w", op -> (c, o) -> {
            int divisor = (int) c.x[o.m];
            c.x[o.d] = divisor == 0 ? 0 : low((int) c.x[o.n] / divisor);
        });
        b.bind("SDIV_x", op -> (c, o) -> {
            long divisor = c.x[o.m];
            c.x[o.d] = divisor == 0 ? 0 : c.x[o.n] / divisor;
        });
        shift(b, "LSLV", 0);
        shift(b, "LSRV", 1);
        shift(b, "ASRV", 2);
        shift(b, "RORV", 3);
    }

    private static void shift(Bindings b, String id, int type) {
        b.simple(
                id,
                (c, o) -> c.x[o.d] = Operands.shift32(c.x[o.n], type, (int) c.x[o.m] & 31),
                (c, o) -> c.x[o.d] = Operands.shift64(c.x[o.n], type, (int) c.x[o.m] & 63));
    }

    private static long low(long value) {
        return value & Operands.LOW32;
    }

    private static long unsignedHigh(long first, long second) {
        return Math.multiplyHigh(first, second) + (first >> 63 & second) + (second >> 63 & first);
    }
}
