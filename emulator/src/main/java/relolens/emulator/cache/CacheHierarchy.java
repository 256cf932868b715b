package relolens.emulator.cache;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.memory.PhysicalMemory;

/**
 * The caches of one core over its memory. Physically indexed and tagged, write-back, write-allocate unless streaming,
 * non-inclusive: a fill leaves the line in every level it passes, an eviction of one level does not disturb others. All
 * operations are within one line; callers split.
 *
 * <p>Where bytes live. In mode {@link CacheMode#TAGS} memory is always current and {@link #where} is the memory page. In
 * mode {@link CacheMode#DATA} each line has bytes of its own: after {@link #load} or {@link #store} the pair
 * {@link #where}, {@link #whereOffset} names the array the access must use, be it a line or memory. Non-cacheable and
 * Device accesses go to memory directly and so see what was cleaned and no more: that is the point of the mode. A
 * translator keeps its own fast path for mode OFF and calls here otherwise; there is no third copy of anything.
 *
 * <p>Results come in fields rather than records because this is the hot path of observed runs.
 */
public final class CacheHierarchy {
    private final CacheGeometry geometry;
    private final PhysicalMemory memory;
    private final boolean active;
    private final boolean holdsData;
    private final int lineBytes;
    private final long lineMask;
    private final @Nullable CacheArray instruction;
    private final CacheArray[] data;
    private final LinePath path;
    private final StoreStreams streams;
    private final LineMaintenance maintenance;
    private boolean allocated;
    private long fetchedFill;
    private boolean suspended;
    /** While suspended: lines hold nothing that memory does not, and will be read again. */
    private boolean coherent;

    /**
     * @param geometry sizes, mode and streaming
     * @param memory what lies below
     */
    public CacheHierarchy(CacheGeometry geometry, PhysicalMemory memory) {
        this.geometry = geometry;
        this.memory = memory;
        this.active =
                geometry.mode() != CacheMode.OFF && geometry.find(1, false).isPresent();
        this.holdsData = active && geometry.mode() == CacheMode.DATA;
        this.lineBytes = geometry.lineBytes();
        this.lineMask = -(long) lineBytes;
        List<CacheArray> arrays = new ArrayList<>();
        CacheArray fetch = null;
        if (active) {
            for (CacheGeometry.Level level : geometry.levels()) {
                CacheArray array = new CacheArray(level, holdsData);
                if (level.kind() == CacheGeometry.Kind.INSTRUCTION) {
                    fetch = array;
                } else {
                    arrays.add(array);
                }
            }
        }
        this.instruction = fetch;
        this.data = arrays.toArray(new CacheArray[0]);
        this.path = new LinePath(data, memory, lineBytes);
        this.streams = new StoreStreams(geometry.streaming(), lineBytes);
        this.maintenance = new LineMaintenance(path, streams, holdsData);
    }

    /** {@return sizes, mode and streaming} */
    public CacheGeometry geometry() {
        return geometry;
    }

    /** {@return whether there are caches to ask at all} */
    public boolean active() {
        return active && !suspended;
    }

    /** {@return whether DC by address has anything to do} */
    public boolean isMaintained() {
        return active && !coherent;
    }

    /** {@return whether no data-side level holds a line} */
    public boolean isEmpty() {
        for (CacheArray array : data) {
            if (!array.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether there are caches, asked by accesses or not} */
    public boolean present() {
        return active;
    }

    /**
     * Accesses pass the caches by until {@link #resume}.
     *
     * @param settled whether dirty lines are written to memory first, so that accesses find there what the caches held;
     *     without it what caches hold stays as it is, which is right for accesses that would pass them by anyway
     */
    public void suspend(boolean settled) {
        if (settled) {
            maintenance.writeAll();
        }
        suspended = true;
        coherent = settled;
    }

    /** Ends {@link #suspend}. @param refreshed whether lines take the bytes that memory has by now */
    public void resume(boolean refreshed) {
        suspended = false;
        coherent = false;
        if (refreshed && holdsData) {
            path.readAll();
        }
    }

    /** {@return whether lines hold bytes that may differ from memory} */
    public boolean holdsData() {
        return holdsData;
    }

    /** Sends write-backs and streamed lines to one listener. */
    public void listen(CacheListener to) {
        path.listener = to;
        streams.listen(to);
    }

    /** {@return the array that holds the bytes of the last access} */
    public byte[] where() {
        return path.where;
    }

    /** {@return index of the accessed byte in {@link #where}} */
    public int whereOffset() {
        return path.whereOffset;
    }

    /** {@return whether the last access found or brought its line into level 1} */
    public boolean allocated() {
        return allocated;
    }

    /** A load of cacheable memory. @return level that had the line, 0 = memory */
    public int load(long pa) {
        long line = pa & lineMask;
        streams.load(line);
        CacheArray first = data[0];
        int slot = first.find(line);
        allocated = true;
        if (slot >= 0) {
            first.touch(slot);
            path.at(first, slot, pa);
            return 1;
        }
        int level = path.fill(line, 0);
        path.at(first, first.find(line), pa);
        return level;
    }

    /**
     * A store to write-back memory.
     *
     * @param bytes length, within one line
     * @param nonTemporal whether the instruction hints that the data will not be used soon
     * @return level that had the line, 0 = memory
     */
    public int store(long pa, int bytes, boolean nonTemporal) {
        long line = pa & lineMask;
        CacheArray first = data[0];
        int slot = first.find(line);
        int bypass = streams.store(line, (int) (pa - line), bytes, slot >= 0, nonTemporal);
        if (slot >= 0) {
            first.touch(slot);
            first.dirty(slot, true);
            allocated = true;
            path.at(first, slot, pa);
            if (bypass > 0) {
                streams.takenBy(1);
            }
            return 1;
        }
        allocated = bypass == 0;
        if (bypass == 0) {
            int level = path.fill(line, 0);
            slot = first.find(line);
            first.dirty(slot, true);
            path.at(first, slot, pa);
            return level;
        }
        return storeBelow(line, pa, bypass);
    }

    /** A store that passes level 1 by: to the first level that has or may take the line. */
    private int storeBelow(long line, long pa, int bypass) {
        int found = path.levelOf(line, 1);
        for (int i = 1; i < data.length; i++) {
            CacheArray array = data[i];
            int slot = array.find(line);
            if (slot < 0 && array.level > bypass) {
                path.fill(line, i);
                slot = array.find(line);
            }
            if (slot >= 0) {
                array.touch(slot);
                array.dirty(slot, true);
                path.at(array, slot, pa);
                streams.takenBy(array.level);
                return found;
            }
        }
        streams.takenBy(0);
        path.inMemory(pa);
        return found;
    }

    /** A write-through store: updates lines that are there, and memory; allocates nothing. @return level found */
    public int storeThrough(long pa, int bytes, byte[] from, int fromOffset) {
        long line = pa & lineMask;
        int found = path.levelOf(line, 0);
        allocated = found == 1;
        if (holdsData) {
            for (CacheArray array : data) {
                int slot = array.find(line);
                if (slot >= 0) {
                    path.at(array, slot, pa);
                    System.arraycopy(from, fromOffset, path.where, path.whereOffset, bytes);
                }
            }
        }
        memory.write(pa, from, fromOffset, bytes);
        return found;
    }

    /** A table walk's read: sees level 1, allocates only below it. @return level that had the line, 0 = memory */
    public int walk(long pa) {
        long line = pa & lineMask;
        int slot = data[0].find(line);
        if (slot >= 0) {
            path.at(data[0], slot, pa);
            return 1;
        }
        if (data.length == 1) {
            path.inMemory(pa);
            return 0;
        }
        int level = path.fill(line, 1);
        path.at(data[1], data[1].find(line), pa);
        return level;
    }

    /** Brings a line in for later use. @param into level 1 to 3 @return level that had it, 0 = memory */
    public int prefetch(long pa, int into) {
        long line = pa & lineMask;
        int index = Math.min(into, data.length) - 1;
        int found = path.levelOf(line, 0);
        if (found == 0 || found > into) {
            path.fill(line, index);
        }
        return found;
    }

    /**
     * An instruction fetch from cacheable memory.
     *
     * @param unified whether the fetch may use the unified levels (not with translation off)
     * @return level that had the line, 0 = memory
     */
    public int fetch(long pa, boolean unified) {
        long line = pa & lineMask;
        if (instruction == null) {
            fetchedFill = 0;
            path.inMemory(pa);
            return 0;
        }
        int slot = instruction.find(line);
        if (slot >= 0) {
            instruction.touch(slot);
            fetchedFill = holdsData ? instruction.filling(slot) : 0;
            path.at(instruction, slot, pa);
            return 1;
        }
        int level = 0;
        path.inMemory(line);
        if (unified && data.length > 1) {
            level = path.fill(line, 1);
            path.at(data[1], data[1].find(line), line);
        }
        slot = instruction.victim(line);
        instruction.place(slot, line);
        if (instruction.data != null) {
            System.arraycopy(path.where, path.whereOffset, instruction.data, instruction.offset(slot), lineBytes);
        }
        fetchedFill = holdsData ? instruction.filling(slot) : 0;
        path.at(instruction, slot, pa);
        return level;
    }

    /** {@return which filling of a line of its own the last fetch's bytes are of; 0 if they are memory's} */
    public long fetchedFill() {
        return fetchedFill;
    }

    /** An access that no cache takes part in: {@link #where} is memory. */
    public void bypass(long pa) {
        allocated = false;
        path.inMemory(pa);
    }

    /** Names where a data access would find its bytes now; changes nothing. */
    public void peek(long pa) {
        path.locate(pa & lineMask, pa);
    }

    /** Makes the merge buffer empty, as barriers do. */
    public void drain() {
        streams.drain();
    }

    /** DC CVAC: cleans a line to memory. @return whether a dirty line was found */
    public boolean clean(long pa) {
        return maintenance.clean(pa & lineMask);
    }

    /** DC CVAU: cleans a line to the unified level, or to memory without one. @return whether a dirty line was found */
    public boolean cleanToUnification(long pa) {
        return maintenance.cleanToUnification(pa & lineMask);
    }

    /** DC IVAC: drops a line, dirty or not, without writing it. @return whether a dirty line was lost */
    public boolean invalidate(long pa) {
        return maintenance.invalidate(pa & lineMask);
    }

    /** DC CIVAC: cleans and drops a line. @return whether a dirty line was found */
    public boolean cleanInvalidate(long pa) {
        return maintenance.cleanInvalidate(pa & lineMask);
    }

    /**
     * DC CSW, ISW or CISW on one line by its place; a place that is not there is ignored.
     *
     * @param level 1 to 3
     * @return whether a dirty line was there
     */
    public boolean bySetWay(int level, int set, int way, boolean clean, boolean invalidate) {
        return maintenance.bySetWay(level, set, way, clean, invalidate);
    }

    /** IC IVAU: drops one line of the instruction cache. */
    public void invalidateInstruction(long pa) {
        if (instruction != null) {
            int slot = instruction.find(pa & lineMask);
            if (slot >= 0) {
                instruction.drop(slot);
            }
        }
    }

    /** IC IALLU: empties the instruction cache. */
    public void invalidateInstructions() {
        if (instruction != null) {
            instruction.clear();
        }
    }

    /** {@return the innermost data-side level that holds {@code pa}'s line, 0 for none; changes nothing} */
    public int levelOf(long pa) {
        return active ? path.levelOf(pa & lineMask, 0) : 0;
    }

    /** {@return whether some level holds {@code pa}'s line dirty; changes nothing} */
    public boolean isDirty(long pa) {
        return path.isDirty(pa & lineMask);
    }

    /** Makes {@code pa}'s line present in level 1, dirty on request, as if an earlier owner had left it so. */
    public void preload(long pa, boolean dirty) {
        if (active) {
            load(pa);
            if (dirty) {
                data[0].dirty(data[0].find(pa & lineMask), true);
            }
        }
    }

    /** Writes every dirty line to memory and empties all caches. */
    public void flush() {
        maintenance.writeAll();
        for (CacheArray array : data) {
            array.clear();
        }
        invalidateInstructions();
    }
}
