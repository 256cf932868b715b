package relolens.emulator.timing;

/**
 * Shares out how far an instruction moved the moment of leaving. Its own waits are recorded in the order they happen in
 * time; the last one is charged first, since earlier ones may have been hidden behind older instructions.
 */
final class Attribution {
    private static final int DEVICE_READ = Cause.values().length;
    private static final int DEVICE_WRITE = DEVICE_READ + 1;
    private static final int UNCACHED_FETCH = DEVICE_READ + 2;
    private static final int MAX = 64;

    private final int[] kinds = new int[MAX];
    private final long[] amounts = new long[MAX];
    private int used;
    private long dependency;
    /** Charged ticks that scale with the board's Device read, Device write and uncached fetch. */
    private final long[] banded = new long[3];

    private final long[] skipped = new long[3];

    void clear() {
        used = 0;
        dependency = 0;
    }

    void add(Cause cause, long amount) {
        record(cause.ordinal(), amount);
    }

    void deviceRead(long amount) {
        record(DEVICE_READ, amount);
    }

    void deviceWrite(long amount) {
        record(DEVICE_WRITE, amount);
    }

    void uncachedFetch(long amount) {
        record(UNCACHED_FETCH, amount);
    }

    private void record(int kind, long amount) {
        if (amount > 0 && used < MAX) {
            kinds[used] = kind;
            amounts[used++] = amount;
        }
    }

    /** A wait for operands, or for a store's data: charged last, what they waited for is charged to who computes them. */
    void dependency(long amount) {
        dependency += Math.max(0, amount);
    }

    /** Charges {@code stall} ticks to the recorded waits, latest first; what is left over is issue. */
    void charge(long stall, long[] stalls) {
        long rest = stall;
        for (int i = used - 1; i >= 0 && rest > 0; i--) {
            long part = Math.min(rest, amounts[i]);
            rest -= part;
            int kind = kinds[i];
            if (kind < DEVICE_READ) {
                stalls[kind] += part;
            } else {
                banded[kind - DEVICE_READ] += part;
                stalls[(kind == UNCACHED_FETCH ? Cause.FETCH : Cause.DEVICE).ordinal()] += part;
            }
        }
        if (rest > 0 && dependency > 0) {
            stalls[Cause.DEPENDENCY.ordinal()] += Math.min(rest, dependency);
        }
    }

    long[] bandedTicks() {
        return banded.clone();
    }

    /** Adds ticks that were extrapolated. */
    void addBanded(int kind, long ticks) {
        skipped[kind] += ticks;
    }

    long deviceReadTicks() {
        return banded[0] + skipped[0];
    }

    long deviceWriteTicks() {
        return banded[1] + skipped[1];
    }

    long uncachedFetchTicks() {
        return banded[2] + skipped[2];
    }
}
