package relolens.emulator.bus;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import relolens.emulator.cache.CacheHierarchy;
import relolens.emulator.cpu.GuestFault;
import relolens.emulator.memory.LittleEndian;
import relolens.emulator.memory.MemoryType;
import relolens.emulator.memory.PhysicalMemory;
import relolens.emulator.mmu.Access;
import relolens.emulator.mmu.Mmu;

/**
 * How instructions reach memory: alignment, translation, memory type, caches, in this order.
 *
 * <p>The fast path is a direct-mapped array from virtual page to the page's bytes. It is filled only when nobody watches
 * and no cache is modelled, and is dropped whenever {@link Mmu#epoch} moves, so it can only repeat what the slow path
 * would say. A tag is compared together with the low address bits that alignment forbids: unaligned accesses always
 * take the slow path, which makes Device pages as fast as others. Pages that hold decoded instructions never have a write
 * tag, so stores to them are noticed. A bytecode translator inlines the same comparison on the same arrays and calls the
 * same slow path.
 */
public final class Bus {
    private static final int ENTRIES = 1024;
    private static final long PAGE = -(long) PhysicalMemory.PAGE_BYTES;
    private static final int IN_PAGE = PhysicalMemory.PAGE_BYTES - 1;
    private static final long NO_TAG = 1;
    private static final byte[] NOWHERE = new byte[0];

    private final Mmu mmu;
    private final CacheHierarchy caches;
    private final PhysicalMemory memory;
    private final CodeWatch code;
    private final int lineMask;
    private final long[] readTags = new long[ENTRIES];
    private final long[] writeTags = new long[ENTRIES];
    private final byte[][] readPages = new byte[ENTRIES][];
    private final byte[][] writePages = new byte[ENTRIES][];
    private final byte[] scratch = new byte[64];
    /** Pages that RAM answered in last; regions never change. */
    private long ramRead = NO_TAG;

    private long ramWritten = NO_TAG;
    private long epoch = -1;
    private @Nullable AccessListener listener;
    private boolean modelled;

    private long high;

    private byte[] where = NOWHERE;
    private int offset;

    /** A bus without a watcher. */
    public Bus(Mmu mmu, CacheHierarchy caches, PhysicalMemory memory, CodeWatch code) {
        this.mmu = mmu;
        this.caches = caches;
        this.memory = memory;
        this.code = code;
        this.lineMask = caches.geometry().lineBytes() - 1;
        this.modelled = caches.active();
        mmu.remembering(this::forgetPage);
        forget();
    }

    /** Addresses that differ in their tag bits alone share the place. */
    private void forgetPage(long va) {
        int slot = (int) (va >>> 12) & ENTRIES - 1;
        readTags[slot] = NO_TAG;
        writeTags[slot] = NO_TAG;
    }

    /** Sets who watches, or nobody. */
    public void listen(@Nullable AccessListener to) {
        listener = to;
        modelled = to != null || caches.active();
        forget();
    }

    /** Whether accesses go straight to memory for a while, whoever listens and whatever is cached. */
    public void straight(boolean on) {
        modelled = !on && (listener != null || caches.present());
        forget();
    }

    /** {@return whether every access goes through caches or a listener} */
    public boolean isModelled() {
        return modelled;
    }

    /** Drops every remembered translation. */
    public void forget() {
        Arrays.fill(readTags, NO_TAG);
        Arrays.fill(writeTags, NO_TAG);
        epoch = mmu.epoch();
    }

    /** Drops what was remembered for writing, because some page now holds decoded instructions. */
    public void forgetWrites() {
        Arrays.fill(writeTags, NO_TAG);
    }

    /** {@return the bytes of {@code va}'s page, if reads of it go straight there and need no question, or null} */
    public byte @Nullable [] readable(long va) {
        int slot = (int) (va >>> 12) & ENTRIES - 1;
        return readTags[slot] == (va & PAGE) && epoch == mmu.epoch() ? readPages[slot] : null;
    }

    /** {@return the bytes of {@code va}'s page, if writes to it go straight there and need no question, or null} */
    public byte @Nullable [] writable(long va) {
        int slot = (int) (va >>> 12) & ENTRIES - 1;
        return writeTags[slot] == (va & PAGE) && epoch == mmu.epoch() ? writePages[slot] : null;
    }

    /**
     * Reads.
     *
     * @param size 1, 2, 4 or 8 bytes
     * @param align bytes to be aligned on where alignment is demanded, a power of two up to {@code size}
     * @return zero-extended
     */
    public long read(long va, int size, int align) {
        int slot = (int) (va >>> 12) & ENTRIES - 1;
        int at = (int) va & IN_PAGE;
        if (readTags[slot] == (va & (PAGE | align - 1))
                && at + size <= PhysicalMemory.PAGE_BYTES
                && epoch == mmu.epoch()) {
            return LittleEndian.get(readPages[slot], at, size);
        }
        if (!loadedAgain(va, size)) {
            locate(va, size, align, false);
        }
        return LittleEndian.get(where, offset, size);
    }

    /** Reads 16 bytes as one access. @return the low doubleword; {@link #high()} has the other */
    public long read16(long va, int align) {
        int slot = (int) (va >>> 12) & ENTRIES - 1;
        int at = (int) va & IN_PAGE;
        if (readTags[slot] == (va & (PAGE | align - 1))
                && at <= PhysicalMemory.PAGE_BYTES - 16
                && epoch == mmu.epoch()) {
            byte[] page = readPages[slot];
            high = LittleEndian.get64(page, at + 8);
            return LittleEndian.get64(page, at);
        }
        if (!loadedAgain(va, 16)) {
            locate(va, 16, align, false);
        }
        high = LittleEndian.get64(where, offset + 8);
        return LittleEndian.get64(where, offset);
    }

    /** {@return the second doubleword of the last 16-byte read} */
    public long high() {
        return high;
    }

    /** Reads as EL0 would. */
    public long readUnprivileged(long va, int size) {
        locate(va, size, size, true);
        return LittleEndian.get(where, offset, size);
    }

    /** Writes; parameters as for {@link #read}. */
    public void write(long va, int size, int align, long value) {
        int slot = (int) (va >>> 12) & ENTRIES - 1;
        int at = (int) va & IN_PAGE;
        if (writeTags[slot] == (va & (PAGE | align - 1))
                && at + size <= PhysicalMemory.PAGE_BYTES
                && epoch == mmu.epoch()) {
            LittleEndian.put(writePages[slot], at, size, value);
            return;
        }
        if (!storedAgain(va, size, value, 0, false)) {
            LittleEndian.put64(scratch, 0, value);
            store(va, size, align, false, false);
        }
    }

    /** Writes 16 bytes as one access. @param nonTemporal whether by STNP */
    public void write16(long va, int align, long low, long highPart, boolean nonTemporal) {
        int slot = (int) (va >>> 12) & ENTRIES - 1;
        int at = (int) va & IN_PAGE;
        if (writeTags[slot] == (va & (PAGE | align - 1))
                && at <= PhysicalMemory.PAGE_BYTES - 16
                && epoch == mmu.epoch()) {
            byte[] page = writePages[slot];
            LittleEndian.put64(page, at, low);
            LittleEndian.put64(page, at + 8, highPart);
            return;
        }
        if (!storedAgain(va, 16, low, highPart, nonTemporal)) {
            LittleEndian.put64(scratch, 0, low);
            LittleEndian.put64(scratch, 8, highPart);
            store(va, 16, align, false, nonTemporal);
        }
    }

    /** Writes up to 8 bytes with the non-temporal hint. */
    public void writeNonTemporal(long va, int size, int align, long value) {
        LittleEndian.put64(scratch, 0, value);
        store(va, size, align, false, true);
    }

    /** Writes as EL0 would. */
    public void writeUnprivileged(long va, int size, long value) {
        LittleEndian.put64(scratch, 0, value);
        store(va, size, size, true, false);
    }

    /**
     * What exclusives, atomics and acquire or release accesses demand: natural alignment of the whole, and for the
     * first two Normal cacheable memory.
     *
     * @return physical address
     */
    public long demand(long va, int bytes, boolean write, boolean exclusive) {
        if ((va & bytes - 1) != 0) {
            throw alignment(va, bytes, write, "is not aligned, and exclusive, atomic and ordered accesses must be");
        }
        long pa = mmu.translate(va, write ? Access.WRITE : Access.READ, false);
        MemoryType type = mmu.type();
        if (exclusive && !type.isCacheable()) {
            throw GuestFault.dataAbort(
                    GuestFault.STATUS_UNSUPPORTED_EXCLUSIVE,
                    va,
                    write,
                    false,
                    String.format("exclusive or atomic access to %s memory at %#x", words(type), va));
        }
        return pa;
    }

    /** {@link #demand} for a read-modify-write: faults that a read would meet are reported as a read's. */
    public void demandUpdate(long va, int bytes) {
        demand(va, bytes, false, true);
        mmu.translate(va, Access.WRITE, false);
    }

    /** DC ZVA: zeroes the aligned block around {@code va}. */
    public void zero(long va, int block) {
        long from = va & -(long) block;
        mmu.translate(from, Access.WRITE, false);
        if (mmu.type().isDevice()) {
            throw alignment(va, block, true, "is Device memory, and dc zva needs Normal memory");
        }
        Arrays.fill(scratch, (byte) 0);
        int step = Math.min(block, lineMask + 1);
        for (int done = 0; done < block; done += Math.min(step, 64)) {
            store(from + done, Math.min(step, 64), 1, false, false);
        }
    }

    /** PRFM: never faults. @param into cache level asked for */
    public void prefetch(long va, int into) {
        if (!modelled || !caches.active()) {
            return;
        }
        long pa;
        try {
            pa = mmu.translate(va, Access.READ, false);
        } catch (GuestFault ignored) {
            return;
        }
        if (mmu.type().isCacheable() && memory.isRam(pa)) {
            int level = caches.prefetch(pa, into);
            if (listener != null) {
                listener.prefetch(va, pa, level, into);
            }
        }
    }

    private void locate(long va, int bytes, int align, boolean unprivileged) {
        if ((va & align - 1) != 0 && mmu.checksAlignment()) {
            throw alignment(va, align, false, "is not aligned and SCTLR.A is set");
        }
        int inPage = (int) va & IN_PAGE;
        boolean whole = inPage + bytes <= PhysicalMemory.PAGE_BYTES
                && (!modelled || (inPage & lineMask) + bytes <= lineMask + 1);
        if (whole) {
            part(va, bytes, align, unprivileged);
            return;
        }
        int done = 0;
        while (done < bytes) {
            int step = piece(va + done, bytes - done);
            part(va + done, step, align, unprivileged);
            System.arraycopy(where, offset, scratch, done, step);
            done += step;
        }
        where = scratch;
        offset = 0;
    }

    /** {@return how many bytes an access at {@code va} may take in one go} */
    private int piece(long va, int bytes) {
        int limit = modelled ? lineMask : IN_PAGE;
        return Math.min(bytes, limit + 1 - ((int) va & limit));
    }

    private void part(long va, int bytes, int align, boolean unprivileged) {
        long pa = mmu.translate(va, Access.READ, unprivileged);
        MemoryType type = mmu.type();
        if (type.isDevice() && (va & align - 1) != 0) {
            throw alignment(va, align, false, "is Device memory and the access is not aligned");
        }
        if (!memory.isRam(pa)) {
            throw external(va, pa, false);
        }
        if (!modelled) {
            where = memory.page(pa);
            offset = (int) pa & IN_PAGE;
            if (!unprivileged) {
                remember(readTags, readPages, va);
            }
            return;
        }
        load(va, pa, bytes, type);
    }

    private void load(long va, long pa, int bytes, MemoryType type) {
        int level = 0;
        if (type.isCacheable() && caches.active()) {
            level = caches.load(pa);
        } else {
            caches.bypass(pa);
        }
        where = caches.where();
        offset = caches.whereOffset();
        if (listener != null) {
            listener.data(false, va, pa, bytes, type, level, caches.allocated());
        }
    }

    /** A modelled read where the last one went. {@return whether it was one: then {@link #where} has its bytes} */
    private boolean loadedAgain(long va, int bytes) {
        // An aligned access is in one line, and fit for any memory.
        if (!modelled || (va & bytes - 1) != 0) {
            return false;
        }
        long pa = mmu.again(va, false);
        if (pa < 0 || (pa & PAGE) != ramRead && !memory.isRam(pa)) {
            return false;
        }
        ramRead = pa & PAGE;
        load(va, pa, bytes, mmu.type());
        return true;
    }

    /**
     * A modelled write where the last one went.
     *
     * @param highPart second doubleword of 16 bytes
     * @return whether it was one
     */
    private boolean storedAgain(long va, int bytes, long low, long highPart, boolean nonTemporal) {
        if (!modelled || (va & bytes - 1) != 0) {
            return false;
        }
        long pa = mmu.again(va, true);
        MemoryType type = mmu.type();
        boolean cached = type.isCacheable() && caches.active();
        if (pa < 0
                || cached && type != MemoryType.NORMAL_WRITE_BACK
                || (pa & PAGE) != ramWritten && !memory.isRam(pa)) {
            return false;
        }
        ramWritten = pa & PAGE;
        if (listener != null) {
            listener.storing(pa, bytes, type);
        }
        int level = 0;
        if (cached) {
            level = caches.store(pa, bytes, nonTemporal);
        } else {
            caches.bypass(pa);
        }
        if (bytes == 16) {
            LittleEndian.put64(caches.where(), caches.whereOffset(), low);
            LittleEndian.put64(caches.where(), caches.whereOffset() + 8, highPart);
        } else {
            LittleEndian.put(caches.where(), caches.whereOffset(), bytes, low);
        }
        if (listener != null) {
            listener.data(true, va, pa, bytes, type, level, caches.allocated());
        }
        if (code.mayHoldCode(pa)) {
            code.written(pa, bytes);
        }
        return true;
    }

    /** Stores {@code bytes} of {@link #scratch}. */
    private void store(long va, int bytes, int align, boolean unprivileged, boolean nonTemporal) {
        if ((va & align - 1) != 0 && mmu.checksAlignment()) {
            throw alignment(va, align, true, "is not aligned and SCTLR.A is set");
        }
        int done = 0;
        while (done < bytes) {
            int step = piece(va + done, bytes - done);
            storePart(va + done, done, step, align, unprivileged, nonTemporal);
            done += step;
        }
    }

    private void storePart(long va, int from, int bytes, int align, boolean unprivileged, boolean nonTemporal) {
        long pa = mmu.translate(va, Access.WRITE, unprivileged);
        MemoryType type = mmu.type();
        if (type.isDevice() && (va & align - 1) != 0) {
            throw alignment(va, align, true, "is Device memory and the access is not aligned");
        }
        if (!memory.isRam(pa)) {
            throw external(va, pa, true);
        }
        boolean isCode = code.mayHoldCode(pa);
        if (!modelled) {
            where = memory.page(pa);
            offset = (int) pa & IN_PAGE;
            if (!unprivileged && !isCode) {
                remember(writeTags, writePages, va);
            }
            System.arraycopy(scratch, from, where, offset, bytes);
        } else {
            store(va, pa, from, bytes, type, nonTemporal);
        }
        if (isCode) {
            code.written(pa, bytes);
        }
    }

    private void store(long va, long pa, int from, int bytes, MemoryType type, boolean nonTemporal) {
        if (listener != null) {
            listener.storing(pa, bytes, type);
        }
        int level = 0;
        if (!type.isCacheable() || !caches.active()) {
            caches.bypass(pa);
            put(from, bytes, caches.where(), caches.whereOffset());
        } else if (type == MemoryType.NORMAL_WRITE_BACK) {
            level = caches.store(pa, bytes, nonTemporal);
            put(from, bytes, caches.where(), caches.whereOffset());
        } else {
            level = caches.storeThrough(pa, bytes, scratch, from);
        }
        if (listener != null) {
            listener.data(true, va, pa, bytes, type, level, caches.allocated());
        }
    }

    /** A pair's 16 bytes are by far the most common: two stores are quicker than a call that copies any number. */
    private void put(int from, int bytes, byte[] to, int at) {
        if (bytes == 16) {
            LittleEndian.put64(to, at, LittleEndian.get64(scratch, from));
            LittleEndian.put64(to, at + 8, LittleEndian.get64(scratch, from + 8));
        } else {
            System.arraycopy(scratch, from, to, at, bytes);
        }
    }

    private void remember(long[] tags, byte[][] pages, long va) {
        if (epoch != mmu.epoch()) {
            forget();
        }
        int slot = (int) (va >>> 12) & ENTRIES - 1;
        tags[slot] = va & PAGE;
        pages[slot] = where;
    }

    private static GuestFault alignment(long va, int align, boolean write, String why) {
        return GuestFault.dataAbort(
                GuestFault.STATUS_ALIGNMENT,
                va,
                write,
                false,
                String.format("%s of %#x (%d-byte unit): the address %s", write ? "write" : "read", va, align, why));
    }

    private static GuestFault external(long va, long pa, boolean write) {
        return GuestFault.dataAbort(
                GuestFault.STATUS_EXTERNAL,
                va,
                write,
                false,
                String.format("%s of %#x: nothing answers at physical address %#x", write ? "write" : "read", va, pa));
    }

    private static String words(MemoryType type) {
        return type.isDevice() ? "Device" : "Normal Non-cacheable";
    }
}
