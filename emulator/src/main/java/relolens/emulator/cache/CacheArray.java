package relolens.emulator.cache;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tags of one cache, true LRU, and in mode DATA the bytes of its lines. A line is named by its slot:
 * {@code set * ways + way}.
 */
final class CacheArray {
    private static final long INVALID = -1;
    /** No line's address either, and in no slot. */
    private static final long NOTHING = -2;

    final int level;
    final int sets;
    final int ways;
    final int lineBytes;
    /** Bytes of all lines by slot; null unless lines hold data of their own. */
    final byte @Nullable [] data;

    private final int lineShift;
    private final long[] tags;
    private final boolean[] dirty;
    private final long[] used;
    /** By slot: which filling of this cache its bytes are of, counted from 1. */
    private final long[] filling;

    private long fillings;
    private long clock;
    private int held;
    /** Found last: the next access is often to the same line. */
    private int recent;
    /** Looked for last and not found: a stream that passes this cache by asks for the same line again and again. */
    private long absent = NOTHING;

    CacheArray(CacheGeometry.Level geometry, boolean holdsData) {
        this.level = geometry.level();
        this.sets = geometry.sets();
        this.ways = geometry.ways();
        this.lineBytes = geometry.lineBytes();
        this.lineShift = Integer.numberOfTrailingZeros(lineBytes);
        this.tags = new long[sets * ways];
        Arrays.fill(tags, INVALID);
        this.dirty = new boolean[tags.length];
        this.used = new long[tags.length];
        this.filling = new long[tags.length];
        this.data = holdsData ? new byte[geometry.bytes()] : null;
    }

    /** {@return the slot that holds {@code line} (an aligned address), or -1} */
    int find(long line) {
        if (tags[recent] == line) {
            return recent;
        }
        if (line == absent) {
            return -1;
        }
        int first = ((int) (line >>> lineShift) & (sets - 1)) * ways;
        for (int slot = first; slot < first + ways; slot++) {
            if (tags[slot] == line) {
                recent = slot;
                return slot;
            }
        }
        absent = line;
        return -1;
    }

    void touch(int slot) {
        used[slot] = ++clock;
    }

    /** {@return the slot {@code line} would take: an invalid way, else the least recently used} */
    int victim(long line) {
        int first = ((int) (line >>> lineShift) & (sets - 1)) * ways;
        int best = first;
        for (int slot = first; slot < first + ways; slot++) {
            if (tags[slot] == INVALID) {
                return slot;
            }
            if (used[slot] < used[best]) {
                best = slot;
            }
        }
        return best;
    }

    void place(int slot, long line) {
        held += tags[slot] == INVALID ? 1 : 0;
        tags[slot] = line;
        if (line == absent) {
            absent = NOTHING;
        }
        dirty[slot] = false;
        filling[slot] = ++fillings;
        touch(slot);
    }

    void drop(int slot) {
        held -= tags[slot] == INVALID ? 0 : 1;
        tags[slot] = INVALID;
        dirty[slot] = false;
        used[slot] = 0;
    }

    /** {@return a number above 0 that no other filling of this cache has had} */
    long filling(int slot) {
        return filling[slot];
    }

    /** {@return the line's address, or -1 if the slot is empty} */
    long line(int slot) {
        return tags[slot];
    }

    boolean isDirty(int slot) {
        return dirty[slot];
    }

    void dirty(int slot, boolean value) {
        dirty[slot] = value;
    }

    int offset(int slot) {
        return slot << lineShift;
    }

    /** {@return whether no slot holds a line} */
    boolean isEmpty() {
        return held == 0;
    }

    void clear() {
        held = 0;
        Arrays.fill(tags, INVALID);
        Arrays.fill(dirty, false);
        Arrays.fill(used, 0);
    }
}
