package relolens.emulator.timing;

import java.util.Arrays;
import java.util.Set;

/** Stores on their way from the pipeline to cache or memory: lines that merge, and Device stores that do not. */
final class StoreBuffer {
    /** Stores whose data a load may still have to wait for. */
    private static final int RECENT = 8;

    private static final int WIDE = 16;
    private static final String NON_TEMPORAL_SHARE = "store_buffer.non_temporal_share";

    private final MemoryPath path;
    private final long[] line;
    private final long[] done;
    private final long[] slots;
    /** A store of a whole line, as DC ZVA makes, needs no read for ownership. */
    private final int lineBytes;

    private final long drain;
    private final long deviceWrite;
    private final long[] device;
    private final boolean on;
    private final long nonTemporalEvery;
    private long nonTemporalDone;
    private int newest;
    private int deviceNext;
    private long deviceDone;
    private long lastDone;
    private final boolean forwarding;
    private final long forward;
    private final long forwardWide;
    private final long[] recentPa = new long[RECENT];
    private final int[] recentBytes = new int[RECENT];
    private final long[] recentReady = new long[RECENT];
    private int recentNext;
    private long recentUntil;

    StoreBuffer(CoreModel core, BoardModel board, MemoryPath path, Set<Mechanism> off) {
        this.path = path;
        line = new long[core.integer("store_buffer.lines")];
        done = new long[line.length];
        Arrays.fill(line, -1);
        lineBytes = core.integer("caches.line_bytes");
        slots = new long[core.integer("misses.store_outstanding")];
        drain = Ticks.of(core.number("store_buffer.drain"));
        device = new long[Math.max(1, core.integer("device.store_entries"))];
        deviceWrite = Ticks.of(board.deviceWrite().nominal() * core.hz() / 1e9);
        on = !off.contains(Mechanism.STORE_BUFFER);
        // Only where STNP goes a way of its own does that way have a pace of its own.
        nonTemporalEvery =
                core.streaming().nonTemporalBypasses() ? path.writeTicks(core.number(NON_TEMPORAL_SHARE)) : 0;
        forwarding = !off.contains(Mechanism.FORWARDING);
        forward = Ticks.of(core.number("store_buffer.forward"));
        String wide = "store_buffer.forward_wide";
        forwardWide = core.has(wide) ? Ticks.of(core.number(wide)) : forward;
    }

    /** Notes the data of a store, for loads that follow. */
    void remember(long t, long pa, int bytes) {
        if (forwarding) {
            recentPa[recentNext] = pa;
            recentBytes[recentNext] = bytes;
            recentReady[recentNext] = t + (bytes >= WIDE ? forwardWide : forward);
            recentUntil = Math.max(recentUntil, recentReady[recentNext]);
            recentNext = recentNext + 1 & RECENT - 1;
        }
    }

    /** {@return when a load issued at {@code t} has data that a store before it has not written yet; 0 without one} */
    long forwarded(long t, long pa, int bytes) {
        if (t >= recentUntil) {
            return 0;
        }
        for (int i = 1; i <= RECENT; i++) {
            int n = recentNext - i & RECENT - 1;
            if (recentPa[n] < pa + bytes && pa < recentPa[n] + recentBytes[n]) {
                return recentReady[n];
            }
        }
        return 0;
    }

    /** {@return when a Normal cacheable store issued at {@code t} leaves the pipeline} */
    long normal(long t, long pa, int bytes, int level, boolean allocated) {
        long wanted = path.line(pa);
        int oldest = 0;
        for (int i = 0; i < line.length; i++) {
            if (line[i] == wanted && done[i] > t) {
                done[i] = Math.max(done[i], t + drain);
                lastDone = Math.max(lastDone, done[i]);
                return t;
            }
            if (done[i] < done[oldest]) {
                oldest = i;
            }
        }
        // One that never fills up makes nobody wait, but its lines are read and written all the same.
        long accepted = on ? Math.max(t, done[oldest]) : t;
        newest = oldest;
        line[oldest] = wanted;
        done[oldest] = level == 1 || !allocated || bytes >= lineBytes
                ? accepted + drain
                : path.own(accepted, pa, level, slots);
        lastDone = Math.max(lastDone, done[oldest]);
        return accepted;
    }

    /** The line written last went past the caches: its place is free when the line is there. */
    void streamed(long when, boolean nonTemporal) {
        long there = when;
        if (nonTemporal && nonTemporalEvery > 0) {
            there = Math.max(when, nonTemporalDone + nonTemporalEvery);
            nonTemporalDone = there;
        }
        done[newest] = Math.max(done[newest], there);
        lastDone = Math.max(lastDone, there);
    }

    /** {@return when a Device or Non-cacheable store issued at {@code t} leaves the pipeline} */
    long device(long t) {
        long accepted = Math.max(t, device[deviceNext]);
        deviceDone = Math.max(accepted, deviceDone) + deviceWrite;
        device[deviceNext] = deviceDone;
        deviceNext = (deviceNext + 1) % device.length;
        lastDone = Math.max(lastDone, deviceDone);
        return accepted;
    }

    /** {@return when the last Device store is acknowledged} */
    long deviceDone() {
        return deviceDone;
    }

    /** {@return when all stores so far are done} */
    long allDone() {
        return lastDone;
    }
}
