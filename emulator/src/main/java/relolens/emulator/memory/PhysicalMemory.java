package relolens.emulator.memory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RAM behind physical addresses, in pages of 4096 bytes that come to life when first needed; a page never touched reads
 * as zero and costs nothing. This is the view from the point of coherency: what a cache holds above it is the cache's
 * business (in cache mode DATA lines there may differ from here, in the other modes memory is always current).
 *
 * <p>Engines do not call {@link #read} in their hot path: they take {@link #page} once per translation and index the
 * array through {@link LittleEndian}. A page's array is not replaced while code runs, so such a reference stays valid until
 * {@link #generation} moves; a bytecode translator relies on the same promise.
 *
 * <p>Not thread-safe: one machine, one thread.
 */
public final class PhysicalMemory {
    /** Bytes of one page. */
    public static final int PAGE_BYTES = 4096;

    private static final int PAGE_MASK = PAGE_BYTES - 1;
    private static final int PAGE_SHIFT = 12;
    /** Pages of one directory leaf: 2 MiB of addresses. */
    private static final int LEAF = 512;
    /** Arrays kept for the next pages that come to life. */
    private static final int MOST_SPARE = 8192;

    private static final int RECENT = 16;

    private static final byte[] ZEROES = new byte[PAGE_BYTES];

    private final RamRegion[] regions;
    private final byte[][][][] pages;
    private final long limit;
    private final ArrayDeque<byte[]> spare = new ArrayDeque<>();
    private PageRule rule = PageRule.NONE;
    private long allocated;
    private long generation;
    private int last;
    /** Pages asked for lately, by the low bits of their number, and their arrays. */
    private final long[] recentNumber = new long[RECENT];

    private final byte[][] recentPage = new byte[RECENT][];

    /**
     * @param ram the regions, in any order, not overlapping
     * @param limit most bytes of page contents that may come to life
     * @throws IllegalArgumentException if regions overlap
     */
    public PhysicalMemory(List<RamRegion> ram, long limit) {
        List<RamRegion> sorted = new ArrayList<>(ram);
        sorted.sort(Comparator.comparingLong(RamRegion::base));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).end() > sorted.get(i).base()) {
                throw new IllegalArgumentException("RAM regions overlap: " + sorted.get(i - 1) + ", " + sorted.get(i));
            }
        }
        this.regions = sorted.toArray(new RamRegion[0]);
        this.pages = new byte[regions.length][][][];
        for (int i = 0; i < regions.length; i++) {
            long count = regions[i].bytes() >>> PAGE_SHIFT;
            pages[i] = new byte[(int) ((count + LEAF - 1) / LEAF)][][];
        }
        this.limit = limit;
        Arrays.fill(recentNumber, -1);
    }

    /** {@return the regions in ascending order} */
    public List<RamRegion> regions() {
        return List.of(regions);
    }

    /** {@return bytes of pages that have come to life} */
    public long allocatedBytes() {
        return allocated;
    }

    /** {@return whether RAM answers at {@code pa}} */
    public boolean isRam(long pa) {
        return find(pa) >= 0;
    }

    /** {@return the first address of {@code [pa, pa+bytes)} that is not RAM, or -1 if all of it is} */
    public long firstUnmapped(long pa, long bytes) {
        long at = pa;
        while (at < pa + bytes) {
            int region = find(at);
            if (region < 0) {
                return at;
            }
            at = regions[region].end();
        }
        return -1;
    }

    /**
     * The live bytes of the page that holds {@code pa}, coming to life now if need be. The array is the memory.
     *
     * @throws UnmappedAddressException if no RAM answers there
     * @throws MemoryLimitException if the limit is reached
     */
    public byte[] page(long pa) {
        int at = (int) (pa >>> PAGE_SHIFT) & RECENT - 1;
        if (recentNumber[at] == pa >>> PAGE_SHIFT) {
            return recentPage[at];
        }
        byte[] page = living(pa);
        recentNumber[at] = pa >>> PAGE_SHIFT;
        recentPage[at] = page;
        return page;
    }

    private byte[] living(long pa) {
        int region = find(pa);
        if (region < 0) {
            throw new UnmappedAddressException(pa);
        }
        int number = (int) ((pa - regions[region].base()) >>> PAGE_SHIFT);
        byte[][][] directory = pages[region];
        byte[][] leaf = directory[number / LEAF];
        if (leaf == null) {
            leaf = new byte[LEAF][];
            directory[number / LEAF] = leaf;
        }
        byte[] page = leaf[number % LEAF];
        if (page == null) {
            if (allocated + PAGE_BYTES > limit) {
                throw new MemoryLimitException(limit);
            }
            allocated += PAGE_BYTES;
            page = fresh(pa);
            leaf[number % LEAF] = page;
        }
        return page;
    }

    private byte[] fresh(long pa) {
        byte[] old = spare.poll();
        boolean ruled = rule.fills(pa);
        byte[] page = old == null ? new byte[PAGE_BYTES] : old;
        if (ruled) {
            rule.fill(pa, page);
        } else if (old != null) {
            // Copied, which is quick before the optimising compiler has seen it too; filling is not.
            System.arraycopy(ZEROES, 0, page, 0, PAGE_BYTES);
        }
        return page;
    }

    /** Untouched pages hold from now on what {@code rule} says. */
    public void obey(PageRule newRule) {
        rule = newRule;
    }

    /**
     * Gives a page's bytes back to the host: it reads as the rule says, or as zero, until it is touched again. Whoever
     * remembers arrays of {@link #page} must forget them when {@link #generation} has moved; so not while code runs.
     *
     * @throws UnmappedAddressException if no RAM answers there
     */
    public void drop(long pa) {
        byte[] page = held(pa);
        if (page != null) {
            int number = (int) ((pa - regions[last].base()) >>> PAGE_SHIFT);
            pages[last][number / LEAF][number % LEAF] = null;
            recentNumber[(int) (pa >>> PAGE_SHIFT) & RECENT - 1] = -1;
            allocated -= PAGE_BYTES;
            generation++;
            if (spare.size() < MOST_SPARE) {
                spare.push(page);
            }
        }
    }

    /** {@return a number that moves whenever pages were dropped} */
    public long generation() {
        return generation;
    }

    /** {@return the page's bytes if the host holds them, or null} @throws UnmappedAddressException if no RAM is there */
    public byte @Nullable [] held(long pa) {
        int region = find(pa);
        if (region < 0) {
            throw new UnmappedAddressException(pa);
        }
        int number = (int) ((pa - regions[region].base()) >>> PAGE_SHIFT);
        byte[][] leaf = pages[region][number / LEAF];
        return leaf == null ? null : leaf[number % LEAF];
    }

    /** {@return the page's bytes, or null if it never came to life (all zero)} @throws UnmappedAddressException no RAM */
    public byte @Nullable [] pageIfTouched(long pa) {
        byte[] page = held(pa);
        return page == null && rule.fills(pa) ? page(pa) : page;
    }

    /**
     * @param size 1, 2, 4 or 8 bytes, at any alignment
     * @return little-endian value, zero-extended
     * @throws UnmappedAddressException if a byte is not RAM
     */
    public long read(long pa, int size) {
        int offset = (int) pa & PAGE_MASK;
        if (offset + size <= PAGE_BYTES) {
            byte[] page = pageIfTouched(pa);
            return page == null ? 0 : LittleEndian.get(page, offset, size);
        }
        byte[] bytes = new byte[8];
        read(pa, bytes, 0, size);
        return LittleEndian.get64(bytes, 0);
    }

    /**
     * @param size 1, 2, 4 or 8 bytes, at any alignment
     * @throws UnmappedAddressException if a byte is not RAM
     */
    public void write(long pa, int size, long value) {
        int offset = (int) pa & PAGE_MASK;
        if (offset + size <= PAGE_BYTES) {
            LittleEndian.put(page(pa), offset, size, value);
            return;
        }
        byte[] bytes = new byte[8];
        LittleEndian.put64(bytes, 0, value);
        write(pa, bytes, 0, size);
    }

    /** {@return 8 bytes} @throws UnmappedAddressException if a byte is not RAM */
    public long read64(long pa) {
        return read(pa, 8);
    }

    /** {@return 4 bytes} @throws UnmappedAddressException if a byte is not RAM */
    public int read32(long pa) {
        return (int) read(pa, 4);
    }

    /** Stores 8 bytes. @throws UnmappedAddressException if a byte is not RAM */
    public void write64(long pa, long value) {
        write(pa, 8, value);
    }

    /** Stores 4 bytes. @throws UnmappedAddressException if a byte is not RAM */
    public void write32(long pa, int value) {
        write(pa, 4, value);
    }

    /** Copies guest bytes out. @throws UnmappedAddressException if a byte is not RAM */
    public void read(long pa, byte[] to, int offset, int length) {
        int done = 0;
        while (done < length) {
            long at = pa + done;
            int inPage = (int) at & PAGE_MASK;
            int step = Math.min(length - done, PAGE_BYTES - inPage);
            byte[] page = pageIfTouched(at);
            System.arraycopy(page == null ? ZEROES : page, inPage, to, offset + done, step);
            done += step;
        }
    }

    /** Copies host bytes in. @throws UnmappedAddressException if a byte is not RAM */
    public void write(long pa, byte[] from, int offset, int length) {
        int done = 0;
        while (done < length) {
            long at = pa + done;
            int inPage = (int) at & PAGE_MASK;
            int step = Math.min(length - done, PAGE_BYTES - inPage);
            System.arraycopy(from, offset + done, page(at), inPage, step);
            done += step;
        }
    }

    /** Copies within the guest; overlapping ranges are not allowed. @throws UnmappedAddressException not RAM */
    public void copy(long from, long to, long length) {
        byte[] buffer = new byte[PAGE_BYTES];
        for (long done = 0; done < length; done += PAGE_BYTES) {
            int step = (int) Math.min(PAGE_BYTES, length - done);
            read(from + done, buffer, 0, step);
            write(to + done, buffer, 0, step);
        }
    }

    /** Fills a range with one byte. @throws UnmappedAddressException if a byte is not RAM */
    public void fill(long pa, long length, byte value) {
        long at = pa;
        while (at < pa + length) {
            int inPage = (int) at & PAGE_MASK;
            int step = (int) Math.min(pa + length - at, PAGE_BYTES - inPage);
            if (value != 0 || pageIfTouched(at) != null) {
                Arrays.fill(page(at), inPage, inPage + step, value);
            }
            at += step;
        }
    }

    /** {@return SHA-256 of a range} @throws UnmappedAddressException if a byte is not RAM */
    public byte[] sha256(long pa, long length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long at = pa;
            while (at < pa + length) {
                int inPage = (int) at & PAGE_MASK;
                int step = (int) Math.min(pa + length - at, PAGE_BYTES - inPage);
                byte[] page = pageIfTouched(at);
                digest.update(page == null ? ZEROES : page, inPage, step);
                at += step;
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private int find(long pa) {
        if (last < regions.length && regions[last].contains(pa)) {
            return last;
        }
        for (int i = 0; i < regions.length; i++) {
            if (regions[i].contains(pa)) {
                last = i;
                return i;
            }
        }
        return -1;
    }
}
