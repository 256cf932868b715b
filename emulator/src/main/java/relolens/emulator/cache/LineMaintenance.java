package relolens.emulator.cache;

/** What maintenance instructions do to the data side, one line at a time; each of them makes the merge buffer drain. */
final class LineMaintenance {
    private final LinePath path;
    private final CacheArray[] data;
    private final StoreStreams streams;
    private final boolean holdsData;

    LineMaintenance(LinePath path, StoreStreams streams, boolean holdsData) {
        this.path = path;
        this.data = path.data;
        this.streams = streams;
        this.holdsData = holdsData;
    }

    /** Cleans a line to memory. @return whether a dirty line was found */
    boolean clean(long line) {
        streams.drain();
        boolean found = false;
        // From the outside in, so that the newest bytes, which are the innermost, are written last.
        for (int i = data.length - 1; i >= 0; i--) {
            int slot = data[i].find(line);
            if (slot >= 0 && data[i].isDirty(slot)) {
                path.toMemory(data[i], slot);
                found = true;
            }
        }
        if (found && holdsData) {
            path.refreshFromMemory(line);
        }
        return found;
    }

    /** Cleans a line to the unified level, or to memory without one. @return whether a dirty line was found */
    boolean cleanToUnification(long line) {
        streams.drain();
        int slot = data[0].find(line);
        if (slot < 0 || !data[0].isDirty(slot)) {
            return false;
        }
        path.writeDown(0, slot);
        return true;
    }

    /** Drops a line, dirty or not, without writing it. @return whether a dirty line was lost */
    boolean invalidate(long line) {
        streams.drain();
        boolean lost = false;
        for (CacheArray array : data) {
            int slot = array.find(line);
            if (slot >= 0) {
                lost |= array.isDirty(slot);
                array.drop(slot);
            }
        }
        return lost;
    }

    /** Cleans a line to memory and drops it. @return whether a dirty line was found */
    boolean cleanInvalidate(long line) {
        streams.drain();
        boolean found = false;
        for (int i = data.length - 1; i >= 0; i--) {
            int slot = data[i].find(line);
            if (slot >= 0) {
                if (data[i].isDirty(slot)) {
                    path.toMemory(data[i], slot);
                    found = true;
                }
                data[i].drop(slot);
            }
        }
        return found;
    }

    /** Cleans, drops or both, by place. @return whether a dirty line was there */
    boolean bySetWay(int level, int set, int way, boolean clean, boolean invalidate) {
        streams.drain();
        for (int i = 0; i < data.length; i++) {
            CacheArray array = data[i];
            if (array.level == level && set < array.sets && way < array.ways) {
                int slot = set * array.ways + way;
                boolean dirty = array.line(slot) != -1 && array.isDirty(slot);
                if (dirty && clean) {
                    path.writeDown(i, slot);
                }
                if (invalidate) {
                    array.drop(slot);
                }
                return dirty;
            }
        }
        return false;
    }

    /** Writes all dirty lines to memory, from the outside in. */
    void writeAll() {
        streams.drain();
        for (int i = data.length - 1; i >= 0; i--) {
            path.writeAll(data[i]);
        }
    }
}
