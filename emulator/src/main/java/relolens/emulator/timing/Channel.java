package relolens.emulator.timing;

/**
 * A DRAM channel's calendar. Requests do not come in order of time: a store that waits for its data asks later than the
 * loads behind it, so a line takes the first free place from its own moment on, not the place after the last.
 */
final class Channel {
    private static final int PLACES = 1 << 14;
    private final long width;
    private final double perTick;
    /** From when on a place is free: within it, at its end if it is full, outside if it was never asked for. */
    private final long[] freeFrom = new long[PLACES];

    /** @param width ticks of one place in the calendar: about one line's transfer */
    Channel(long width) {
        this.width = Math.max(1, width);
        this.perTick = 1.0 / this.width;
    }

    /** {@return when a transfer of {@code ticks} asked for at {@code t} begins} */
    long take(long t, long ticks) {
        long at = place(t);
        long start = -1;
        long left = ticks;
        while (left > 0) {
            int i = (int) (at & PLACES - 1);
            long begin = at * width;
            long free = freeFrom[i];
            if (free < begin || free > begin + width) {
                free = begin;
            }
            long taken = Math.min(left, begin + width - free);
            if (taken > 0) {
                if (start < 0) {
                    start = Math.max(t, free);
                }
                freeFrom[i] = free + taken;
                left -= taken;
            }
            at++;
        }
        return start;
    }

    /** {@return {@code t / width}: a multiplication is many times faster, and at most one off} */
    private long place(long t) {
        long guess = (long) (t * perTick);
        long rest = t - guess * width;
        return rest < 0 ? guess - 1 : rest >= width ? guess + 1 : guess;
    }
}
