package relolens.emulator.execute;

/** RBIT, REV, CLZ, CLS. */
final class BitCounting {
    private BitCounting() {}

    static void bind(Bindings b) {
        b.simple(
                "RBIT",
                (c, o) -> c.x[o.d] = Integer.reverse((int) c.x[o.n]) & Operands.LOW32,
                (c, o) -> c.x[o.d] = Long.reverse(c.x[o.n]));
        b.simple(
                "REV16",
                (c, o) -> c.x[o.d] = swapHalves(c.x[o.n]) & Operands.LOW32,
                (c, o) -> c.x[o.d] = swapHalves(c.x[o.n]));
        b.bind("REV_32", op -> (c, o) -> c.x[o.d] = Integer.reverseBytes((int) c.x[o.n]) & Operands.LOW32);
        b.bind("REV32", op -> (c, o) -> c.x[o.d] = Long.rotateLeft(Long.reverseBytes(c.x[o.n]), 32));
        b.bind("REV_64", op -> (c, o) -> c.x[o.d] = Long.reverseBytes(c.x[o.n]));
        b.simple(
                "CLZ",
                (c, o) -> c.x[o.d] = Integer.numberOfLeadingZeros((int) c.x[o.n]),
                (c, o) -> c.x[o.d] = Long.numberOfLeadingZeros(c.x[o.n]));
        b.simple("CLS", (c, o) -> c.x[o.d] = signBits32((int) c.x[o.n]), (c, o) -> c.x[o.d] = signBits64(c.x[o.n]));
    }

    private static long swapHalves(long value) {
        return (value & 0x00ff_00ff_00ff_00ffL) << 8 | value >>> 8 & 0x00ff_00ff_00ff_00ffL;
    }

    private static int signBits32(int value) {
        return Integer.numberOfLeadingZeros(value ^ value >> 31) - 1;
    }

    private static int signBits64(long value) {
        return Long.numberOfLeadingZeros(value ^ value >> 63) - 1;
    }
}
