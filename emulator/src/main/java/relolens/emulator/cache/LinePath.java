package relolens.emulator.cache;

import relolens.emulator.memory.PhysicalMemory;

/**
 * The data side's arrays from level 1 down to memory, and how lines move between them. Knows nothing of streams or
 * instructions; {@link CacheHierarchy} decides what moves, this does it.
 */
final class LinePath {
    private static final int PAGE_MASK = PhysicalMemory.PAGE_BYTES - 1;
    private static final byte[] NOWHERE = new byte[0];

    /** Level 1 first. */
    final CacheArray[] data;
    /** The array that holds the bytes last located. */
    byte[] where = NOWHERE;
    /** Index of the byte in {@link #where}. */
    int whereOffset;

    CacheListener listener = CacheListener.NONE;

    private final PhysicalMemory memory;
    private final int lineBytes;

    LinePath(CacheArray[] data, PhysicalMemory memory, int lineBytes) {
        this.data = data;
        this.memory = memory;
        this.lineBytes = lineBytes;
    }

    int levelOf(long line, int from) {
        for (int i = from; i < data.length; i++) {
            if (data[i].find(line) >= 0) {
                return data[i].level;
            }
        }
        return 0;
    }

    /** Brings a line into {@code data[top]} and the levels between it and the source. @return level that had it */
    int fill(long line, int top) {
        int source = top;
        while (source < data.length && data[source].find(line) < 0) {
            source++;
        }
        int level = source < data.length ? data[source].level : 0;
        if (source < data.length) {
            // First, so that what the fill pushes down does not push this line out.
            data[source].touch(data[source].find(line));
        }
        for (int i = source - 1; i >= top; i--) {
            CacheArray array = data[i];
            int slot = array.victim(line);
            if (array.line(slot) != -1 && array.isDirty(slot)) {
                writeDown(i, slot);
            }
            array.place(slot, line);
            if (array.data != null) {
                copyFromBelow(array, slot, line, i + 1);
            }
        }
        return level;
    }

    private void copyFromBelow(CacheArray array, int slot, long line, int below) {
        inMemory(line);
        for (int i = below; i < data.length; i++) {
            int from = data[i].find(line);
            if (from >= 0) {
                at(data[i], from, line);
                break;
            }
        }
        if (array.data != null) {
            System.arraycopy(where, whereOffset, array.data, array.offset(slot), lineBytes);
        }
    }

    /** Writes a dirty line to the next level, or to memory below the last. */
    void writeDown(int index, int slot) {
        CacheArray array = data[index];
        if (index + 1 >= data.length) {
            toMemory(array, slot);
            return;
        }
        long line = array.line(slot);
        CacheArray next = data[index + 1];
        int target = next.find(line);
        if (target < 0) {
            target = next.victim(line);
            if (next.line(target) != -1 && next.isDirty(target)) {
                writeDown(index + 1, target);
            }
            next.place(target, line);
        }
        next.touch(target);
        next.dirty(target, true);
        if (array.data != null && next.data != null) {
            System.arraycopy(array.data, array.offset(slot), next.data, next.offset(target), lineBytes);
        }
        array.dirty(slot, false);
        listener.writeBack(line, array.level, false);
    }

    void toMemory(CacheArray array, int slot) {
        long line = array.line(slot);
        if (array.data != null) {
            memory.write(line, array.data, array.offset(slot), lineBytes);
        }
        array.dirty(slot, false);
        listener.writeBack(line, array.level, true);
    }

    /** Writes all dirty lines of one cache to memory. */
    void writeAll(CacheArray array) {
        for (int slot = 0; slot < array.sets * array.ways; slot++) {
            if (array.line(slot) != -1 && array.isDirty(slot)) {
                toMemory(array, slot);
            }
        }
    }

    /** Gives all lines the bytes that memory holds. */
    void readAll() {
        for (CacheArray array : data) {
            for (int slot = 0; slot < array.sets * array.ways; slot++) {
                if (array.line(slot) != -1) {
                    copyFromBelow(array, slot, array.line(slot), data.length);
                }
            }
        }
    }

    /** {@return whether some level holds the line dirty; changes nothing} */
    boolean isDirty(long line) {
        for (CacheArray array : data) {
            int slot = array.find(line);
            if (slot >= 0 && array.isDirty(slot)) {
                return true;
            }
        }
        return false;
    }

    /** Names where an access to {@code pa} would find its bytes now; moves no line. */
    void locate(long line, long pa) {
        inMemory(pa);
        for (CacheArray array : data) {
            int slot = array.find(line);
            if (slot >= 0) {
                at(array, slot, pa);
                return;
            }
        }
    }

    /** After a clean, outer copies must not keep older bytes than memory. */
    void refreshFromMemory(long line) {
        for (CacheArray array : data) {
            int slot = array.find(line);
            if (slot >= 0) {
                copyFromBelow(array, slot, line, data.length);
            }
        }
    }

    void at(CacheArray array, int slot, long pa) {
        if (array.data != null) {
            where = array.data;
            whereOffset = array.offset(slot) + (int) (pa & lineBytes - 1);
        } else {
            inMemory(pa);
        }
    }

    void inMemory(long pa) {
        where = memory.page(pa);
        whereOffset = (int) pa & PAGE_MASK;
    }
}
