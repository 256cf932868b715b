package relolens.emulator.execute;

/** CRC32 and CRC32C. */
final class Crc {
    private static final int IEEE = 0xedb8_8320;
    private static final int CASTAGNOLI = 0x82f6_3b78;
    private static final int[] IEEE_TABLE = table(IEEE);
    private static final int[] CASTAGNOLI_TABLE = table(CASTAGNOLI);

    private Crc() {}

    static void bind(Bindings b) {
        String sizes = "BHWX";
        for (int i = 0; i < sizes.length(); i++) {
            int bytes = 1 << i;
            b.bind("CRC32" + sizes.charAt(i), op -> (c, o) -> c.x[o.d] = update(IEEE_TABLE, c.x[o.n], c.x[o.m], bytes));
            b.bind(
                    "CRC32C" + sizes.charAt(i),
                    op -> (c, o) -> c.x[o.d] = update(CASTAGNOLI_TABLE, c.x[o.n], c.x[o.m], bytes));
        }
    }

    private static int[] table(int polynomial) {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = value >>> 1 ^ ((value & 1) != 0 ? polynomial : 0);
            }
            table[i] = value;
        }
        return table;
    }

    private static long update(int[] table, long seed, long data, int bytes) {
        int crc = (int) seed;
        for (int i = 0; i < bytes; i++) {
            crc = crc >>> 8 ^ table[(crc ^ (int) (data >>> 8 * i)) & 0xff];
        }
        return crc & Operands.LOW32;
    }
}
