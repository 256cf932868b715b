package relolens.emulator.timing;

import java.util.Arrays;

/**
 * A DRAM channel's calendar. Requests do not come in order of time: a store that waits for its data asks later than the
 * loads behind it, so a line takes the first free place from its own moment on, not the place after the last.
 */
final class Channel {
    private static final int PLACES = 1 << 14;
    private final long width;
    private final long[] place = new long[PLACES];
    private final long[] used = new long[PLACES];

    /** @param width ticks of one place in the calendar: about one line's transfer */
    Channel(long width) {
        this.width = Math.max(1, width);
        Arrays.fill(place, -1);
    }

    /** {@return when a transfer of {@code ticks} asked for at {@code t} begins} */
    long take(long t, long ticks) {
        long at = t / width;
        long start = -1;
        long left = ticks;
        while (left > 0) {
            int i = (int) (at & PLACES - 1);
            if (place[i] != at) {
                place[i] = at;
                used[i] = 0;
            }
            long free = Math.min(left, width - used[i]);
            if (free > 0) {
                if (start < 0) {
                    start = Math.max(t, at * width + used[i]);
                }
                used[i] += free;
                left -= free;
            }
            at++;
        }
        return start;
    }
}
