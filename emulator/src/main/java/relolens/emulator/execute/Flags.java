package relolens.emulator.execute;

/** FEAT_FlagM and FEAT_FlagM2. */
final class Flags {
    private Flags() {}

    static void bind(Bindings b) {
        b.bind("RMIF", op -> {
            op.k = op.bits(15, 6);
            op.imm = op.bits(0, 4);
            return (c, o) -> {
                int rotated = (int) Long.rotateRight(c.x[o.n], o.k) << 28;
                int mask = (int) o.imm << 28;
                c.cpu.nzcv = c.cpu.nzcv & ~mask | rotated & mask;
            };
        });
        b.bind("SETF8", op -> (c, o) -> setFlags(c, (int) c.x[o.n], 8));
        b.bind("SETF16", op -> (c, o) -> setFlags(c, (int) c.x[o.n], 16));
        b.bind("CFINV", op -> (c, o) -> c.cpu.nzcv ^= 1 << 29);
        b.bind("XAFLAG", op -> (c, o) -> {
            int f = c.cpu.nzcv;
            int z = f >>> 30 & 1;
            int carry = f >>> 29 & 1;
            int n = (~carry & ~z) & 1;
            int newZ = z & carry;
            int newC = carry | z;
            int v = ~carry & z & 1;
            c.cpu.nzcv = n << 31 | newZ << 30 | newC << 29 | v << 28;
        });
        b.bind("AXFLAG", op -> (c, o) -> {
            int f = c.cpu.nzcv;
            int z = f >>> 30 & 1;
            int carry = f >>> 29 & 1;
            int v = f >>> 28 & 1;
            c.cpu.nzcv = (z | v) << 30 | (carry & ~v & 1) << 29;
        });
    }

    private static void setFlags(Core core, int value, int width) {
        int n = value >>> width - 1 & 1;
        int z = (value & (1 << width) - 1) == 0 ? 1 : 0;
        int v = value >>> width & 1 ^ n;
        core.cpu.nzcv = n << 31 | z << 30 | core.cpu.nzcv & 1 << 29 | v << 28;
    }
}
