package relolens.analyzer.compare;

/** Memory that translation tables take (Arm ARM, "VMSAv8-64 translation table format"). */
public final class TableMemory {
    private static final int ADDRESS_BITS = 48;
    private static final int DESCRIPTOR = 8;

    private TableMemory() {}

    /**
     * {@return bytes of tables that map {@code bytes} in one piece, 48-bit addresses, top level included}
     *
     * @param granule 4096, 16384 or 65536
     * @param blocks whether level 2 blocks are used for all of it
     */
    public static long bytes(long bytes, int granule, boolean blocks) {
        long perTable = granule / DESCRIPTOR;
        long span = granule;
        long tables = 0;
        boolean leaf = true;
        while (span < 1L << ADDRESS_BITS) {
            long covers = span * perTable;
            if (!(leaf && blocks)) {
                tables += Math.max(1, (bytes + covers - 1) / covers);
            }
            leaf = false;
            span = covers;
        }
        return tables * granule;
    }

    /** {@return bytes a strategy needs beside the image} */
    static long of(Strategy.Tables kind, long image, long ram, int granule, boolean blocks) {
        return switch (kind) {
            case NONE -> 0;
            case IMAGE -> bytes(image, granule, false) + bytes(image, granule, false);
            case RAM -> bytes(ram, granule, blocks);
        };
    }
}
