package relolens.emulator.scenario;

import java.util.function.LongSupplier;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.PhysicalMemory;

/**
 * A translation table of 4 KiB granule, 48-bit addresses, four levels, while it is built in guest memory (Arm ARM,
 * "VMSAv8-64 translation table format descriptors").
 */
public final class PageTables {
    /** Valid, access flag, inner shareable, memory attribute 0 (Normal): common to all mappings here. */
    private static final long COMMON = 1L | 1L << 10 | 3L << 8;

    private static final long READ_ONLY = 1L << 7;
    /** Not to be executed at the level of the kernel. */
    static final long PXN = 1L << 53;

    private static final long UXN = 1L << 54;
    private static final long TABLE = 3;
    private static final long PAGE_TYPE = 2;
    private static final long ADDRESS = 0x0000_ffff_ffff_f000L;

    private final PhysicalMemory memory;
    private final LongSupplier newPage;
    private final long root;
    private int tablePages;

    /** What a mapping allows. */
    public enum Rights {
        /** Kernel data: read and write, never execute. */
        DATA(PXN | UXN),
        /** Kernel code that nobody may write: read and execute at EL1. */
        CODE(READ_ONLY | UXN),
        /** Kernel code in a writable page, as early boot code has it. */
        WRITABLE_CODE(UXN);

        private final long bits;

        Rights(long bits) {
            this.bits = bits;
        }
    }

    /** @param newPage gives the physical address of a fresh page for a table; it is cleared here */
    public PageTables(PhysicalMemory memory, LongSupplier newPage) {
        this.memory = memory;
        this.newPage = newPage;
        this.root = table();
    }

    private long table() {
        long page = newPage.getAsLong();
        memory.fill(page, MemoryMap.PAGE, (byte) 0);
        tablePages++;
        return page;
    }

    /** {@return physical address of the level 0 table, as TTBRn_ELx takes it} */
    public long root() {
        return root;
    }

    /** {@return pages of tables so far} */
    public int tablePages() {
        return tablePages;
    }

    /**
     * Maps a range; all of it a multiple of 4096.
     *
     * @param blocks whether 2 MiB and 1 GiB blocks may be used where they fit
     */
    public void map(long va, long pa, long bytes, Rights rights, boolean blocks) {
        long done = 0;
        while (done < bytes) {
            int level = blocks ? blockLevel(va + done, pa + done, bytes - done) : 3;
            long size = 1L << shift(level);
            long descriptor = (pa + done) | COMMON | rights.bits | (level == 3 ? PAGE_TYPE : 0);
            long slot = slot(va + done, level);
            int first = (int) (slot & MemoryMap.PAGE - 1);
            // Pages alone are mapped a table at a time: a large memory has hundreds of thousands of them.
            long run = blocks ? 1 : Math.min((MemoryMap.PAGE - first) / Long.BYTES, (bytes - done) / size);
            byte[] table = memory.page(slot);
            for (int i = 0; i < run; i++) {
                LittleEndian.put64(table, first + i * Long.BYTES, descriptor + i * size);
            }
            done += run * size;
        }
    }

    private static int blockLevel(long va, long pa, long left) {
        for (int level = 1; level <= 2; level++) {
            long size = 1L << shift(level);
            if (((va | pa) & size - 1) == 0 && left >= size) {
                return level;
            }
        }
        return 3;
    }

    private static int shift(int level) {
        return 39 - 9 * level;
    }

    /** {@return address of the descriptor for {@code va} at {@code level}, building tables above it} */
    private long slot(long va, int level) {
        long table = root;
        for (int l = 0; l < level; l++) {
            long at = table + (va >>> shift(l) & 511) * 8;
            long next = memory.read64(at);
            if ((next & 1) == 0) {
                next = table() | TABLE;
                memory.write64(at, next);
            } else if ((next & 2) == 0) {
                throw new IllegalStateException("a block already maps " + Long.toHexString(va));
            }
            table = next & ADDRESS;
        }
        return table + (va >>> shift(level) & 511) * 8;
    }
}
