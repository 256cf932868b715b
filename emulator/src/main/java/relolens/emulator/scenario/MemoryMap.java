package relolens.emulator.scenario;

import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.memory.RamRegion;

/**
 * Where things lie in the scenario's RAM: first what the old kernel owns (code, tables, structures, buffers), handed out
 * page by page, then the image's destinations, then the pool that source and list pages come from.
 *
 * @param ramBase first byte of RAM
 * @param ramBytes size of RAM
 * @param destinationBase where the image goes, 2 MiB aligned
 * @param poolBase where source pages come from
 * @param poolPages how many there are
 */
public record MemoryMap(long ramBase, long ramBytes, long destinationBase, long poolBase, long poolPages) {
    static final long PAGE = PhysicalMemory.PAGE_BYTES;
    static final long MIB = 1L << 20;
    private static final long BASE = 0x8000_0000L;
    /** Start of the kernel's linear map with 48-bit addresses. */
    private static final long PAGE_OFFSET = 0xffff_0000_0000_0000L;

    /** {@return a layout with room for {@code spec}'s image and {@code ownBytes} of everything else} */
    static MemoryMap of(KimageSpec spec, long ownBytes) {
        long pages = spec.pages();
        long destinations = BASE + up(ownBytes + 32 * MIB + tables(pages), 2 * MIB);
        long pool = destinations + up(pages * PAGE, 2 * MIB) + 8 * MIB;
        long run = 1L << spec.order();
        long sources = up(pages + run, run) * (spec.layout() == KimageSpec.Layout.SCATTERED ? 2 : 1);
        long poolPages = up(sources + pages / 256 + 64, 1024);
        return new MemoryMap(BASE, up(pool + poolPages * PAGE - BASE, 64 * MIB), destinations, pool, poolPages);
    }

    /** Two linear maps at page granularity take 16 bytes a page of RAM; images are copied, so RAM is thrice the image. */
    private static long tables(long pages) {
        return up(pages * 4 * 16, 2 * MIB);
    }

    static long up(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }

    /** {@return all of RAM} */
    public RamRegion ram() {
        return new RamRegion(ramBase, ramBytes);
    }

    /** {@return what is added to a physical address to reach it through the linear map} */
    public long physToVirt() {
        return PAGE_OFFSET - ramBase;
    }

    /**
     * {@return where physical addresses begin that no memory has, but that tables give source pages to when they lay them
     * out in a row}
     */
    public long rowBase() {
        return up(ramBase + ramBytes, 1L << 30);
    }

    /** {@return the linear map's address of {@code pa}} */
    public long virt(long pa) {
        return pa + physToVirt();
    }
}
