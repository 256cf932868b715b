package relolens.emulator.cache;

/**
 * The merge buffer's view of a store stream: which line is being assembled, how many full lines came in a row, and
 * therefore at which levels the next line would still be allocated. Holds no data.
 */
final class StoreStreams {
    private static final int HIT_WINDOW = 8;

    private final WriteStreaming setting;
    private final int lineBytes;
    private final int unit;
    private final long[] thresholds = new long[4];
    private final long allParts;

    /** Line being assembled, -1 for none. */
    private long line = -1;
    /** Line assembled last, -1 for none. */
    private long previous = -1;

    private long parts;
    private int bypass;
    private int taker;
    private boolean hit;
    private long fullLines;
    private int recentHits;
    private CacheListener listener = CacheListener.NONE;

    StoreStreams(WriteStreaming setting, int lineBytes) {
        this.setting = setting;
        this.lineBytes = lineBytes;
        // 64 bits stand for a line, each for one byte of a 64-byte line.
        this.unit = Math.max(1, lineBytes / 64);
        int count = lineBytes / unit;
        this.allParts = count >= 64 ? -1L : (1L << count) - 1;
        for (int level = 1; level <= 3; level++) {
            thresholds[level] = setting.lines(level, lineBytes);
        }
    }

    void listen(CacheListener to) {
        listener = to;
    }

    /** {@return whether {@code address} is of the line being assembled and that line bypasses level 1} */
    boolean isStreaming(long address) {
        return bypass > 0 && address == line;
    }

    /** {@return highest level the line now being assembled bypasses, 0 if it is allocated in level 1} */
    int bypass() {
        return bypass;
    }

    /**
     * Takes note of a store into {@code address}'s line.
     *
     * @param found whether level 1 had the line
     * @param nonTemporal whether it is an STNP
     * @return highest level that must not be allocated for this line, 0 for none
     */
    int store(long address, int offset, int bytes, boolean found, boolean nonTemporal) {
        if (address != line) {
            leave();
            open(address, found, nonTemporal);
        }
        if (unit == 1) {
            parts |= (bytes >= 64 ? -1L : (1L << bytes) - 1) << offset;
        } else {
            for (int part = offset / unit; part <= (offset + bytes - 1) / unit; part++) {
                parts |= 1L << part;
            }
        }
        int decided = bypass;
        if (parts == allParts && bypass == 0) {
            complete();
        }
        return decided;
    }

    /** A load of a line: if that is the one being assembled, the stream ends. */
    void load(long address) {
        if (address == line) {
            leave();
            fullLines = 0;
        }
    }

    /** Forgets the stream, as a barrier or maintenance operation makes the buffer drain. */
    void drain() {
        leave();
    }

    /** Names the level that takes the bypassing line, after each store to it: only then is a full one told of. */
    void takenBy(int level) {
        taker = level;
        if (parts == allParts) {
            complete();
        }
    }

    private void open(long address, boolean found, boolean nonTemporal) {
        if (setting.adjacentOnly() && address != previous + lineBytes) {
            fullLines = 0;
        }
        line = address;
        parts = 0;
        hit = found;
        taker = 0;
        recentHits = (recentHits << 1 | (found ? 1 : 0)) & ((1 << HIT_WINDOW) - 1);
        if (setting.resetByHits() && Integer.bitCount(recentHits) > HIT_WINDOW / 2) {
            fullLines = 0;
        }
        bypass = 0;
        if (!found) {
            for (int level = 1; level <= 3; level++) {
                if (thresholds[level] == 0 || fullLines < thresholds[level]) {
                    break;
                }
                bypass = level;
            }
            if (nonTemporal && setting.nonTemporalBypasses()) {
                bypass = 3;
            }
        }
    }

    private void complete() {
        if (bypass > 0) {
            listener.streamed(line, lineBytes, taker);
        }
        if (!hit) {
            fullLines++;
        }
        close();
    }

    private void leave() {
        if (parts != 0) {
            if (bypass > 0) {
                listener.streamed(line, Long.bitCount(parts) * unit, taker);
            }
            fullLines = 0;
        }
        close();
    }

    private void close() {
        parts = 0;
        bypass = 0;
        if (line >= 0) {
            previous = line;
        }
        line = -1;
    }
}
