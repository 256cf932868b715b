package relolens.emulator.timing;

import java.util.Arrays;
import java.util.Set;
import relolens.emulator.isa.TimingClass;

/**
 * What lies between a core and its memory: lines under way, streams fetched ahead, one DRAM channel with a bandwidth. It
 * keeps no cache contents: the machine says at which level a line was found. All times in {@link Ticks}.
 */
final class MemoryPath {
    private static final int PREFETCHED = 128;
    private static final int ALIKE = 1024;
    /** More lines between two loads are no copy, and wait for no more. */
    private static final int MOVED = 2;

    private static final String COPY_EVERY = "misses.copy_every";

    private final int lineShift;
    private final long pageLines;
    private final long l2;
    private final long l3;
    private final long dram;
    private final long readTicks;
    private final long writeTicks;
    private final int trigger;
    private final int ahead;
    private final boolean latency;
    private final boolean prefetch;
    private final int storeAhead;
    private final boolean bandwidth;

    private final long[] readSlots;
    private final long[] flightLine;
    private final long[] flightReady;
    private int flightNext;
    private long flightUntil;
    private final long[] prefetchedLine = new long[PREFETCHED];
    private final long[] prefetchedReady = new long[PREFETCHED];
    /** Where lines fetched ahead were taken to be: where the line was that set them off. */
    private final boolean[] prefetchedFromMemory = new boolean[PREFETCHED];

    private int prefetchedNext;
    /** How many lines fetched ahead share their low bits: mostly none, and the answer is clear without a search. */
    private final byte[] prefetchedAlike = new byte[ALIKE];

    private final long[] streamLast;
    private final long[] streamFrontier;
    private final int[] streamRun;
    private final long[] streamUse;
    private long uses;
    private final Channel channel;
    private long lastWrite;
    /** From one line read for a load to the next when one was written in between, at least; half as long again if it was owned. */
    private final long copyEvery;

    /** Lines written, or read to be written to, since the last one was read for a load. */
    private int moved;

    private long lastRead;

    MemoryPath(CoreModel core, BoardModel board, Set<Mechanism> off) {
        double ghz = core.hz() / 1e9;
        int line = core.integer("caches.line_bytes");
        lineShift = Integer.numberOfTrailingZeros(line);
        pageLines = core.integer("prefetch.page_bytes") / line;
        // Published latencies are from load to use: the load's own cycles are among them.
        double hit = core.timing(TimingClass.LOAD).latency();
        l2 = Ticks.of(Math.max(0, core.number("caches.l2.latency") - hit));
        l3 = core.has("caches.l3.latency") ? Ticks.of(Math.max(0, core.number("caches.l3.latency") - hit)) : l2;
        dram = Ticks.of(board.dramLatencyNs() * ghz);
        readTicks = Ticks.of(line / board.readBytesPerNs() * ghz);
        writeTicks = Ticks.of(line / board.writeBytesPerNs() * ghz);
        channel = new Channel(readTicks);
        copyEvery = core.has(COPY_EVERY) ? Ticks.of(core.number(COPY_EVERY)) : 0;
        trigger = core.integer("prefetch.trigger");
        ahead = core.integer("prefetch.ahead");
        latency = !off.contains(Mechanism.LOAD_LATENCY);
        prefetch = !off.contains(Mechanism.PREFETCH);
        storeAhead = core.integer("prefetch.store_ahead");
        bandwidth = !off.contains(Mechanism.BANDWIDTH);
        readSlots = new long[core.integer("misses.outstanding")];
        int tracked = readSlots.length + core.integer("misses.store_outstanding");
        flightLine = new long[tracked];
        flightReady = new long[tracked];
        Arrays.fill(flightLine, -1);
        Arrays.fill(prefetchedLine, -1);
        int streams = Math.max(1, core.integer("prefetch.streams"));
        streamLast = new long[streams];
        streamFrontier = new long[streams];
        streamRun = new int[streams];
        streamUse = new long[streams];
        Arrays.fill(streamLast, -2);
    }

    long line(long pa) {
        return pa >>> lineShift;
    }

    /** {@return when a load of {@code pa}, found at {@code level}, has its bytes at the first-level cache} */
    long load(long t, long pa, int level) {
        if (!latency) {
            return t;
        }
        long line = pa >>> lineShift;
        if (t < flightUntil) {
            for (int i = 0; i < flightLine.length; i++) {
                if (flightLine[i] == line && flightReady[i] > t) {
                    return flightReady[i];
                }
            }
        }
        if (level == 1) {
            return t;
        }
        long ready = found(line, t, level, readSlots);
        underWay(line, ready);
        if (prefetch && ahead > 0) {
            train(line, t, ahead, level, readSlots);
        }
        return ready;
    }

    /** {@return when a line that was not in the first-level cache is there, fetched ahead or not} */
    private long found(long line, long t, int level, long[] slots) {
        long near = level == 0 ? Long.MAX_VALUE : t + fetchLatency(level);
        int hit = prefetched(line);
        if (hit >= 0) {
            boolean real = level != 0 || prefetchedFromMemory[hit];
            long ready = Math.min(near, Math.max(t, prefetchedReady[hit]));
            taken(hit);
            if (real) {
                return ready;
            }
        }
        return level == 0 ? fromMemory(t, slots) : near;
    }

    /** {@return when a line that a store needs is there to be merged with} */
    long own(long t, long pa, int level, long[] slots) {
        long line = pa >>> lineShift;
        long ready = found(line, t, level, slots);
        underWay(line, ready);
        if (prefetch && storeAhead > 0) {
            train(line, t, storeAhead, level, slots);
        }
        return ready;
    }

    private void underWay(long line, long ready) {
        flightLine[flightNext] = line;
        flightReady[flightNext] = ready;
        flightNext = flightNext + 1 == flightLine.length ? 0 : flightNext + 1;
        flightUntil = Math.max(flightUntil, ready);
    }

    private long fromMemory(long t, long[] slots) {
        int free = 0;
        for (int i = 1; i < slots.length; i++) {
            if (slots[i] < slots[free]) {
                free = i;
            }
        }
        long start = Math.max(t, slots[free]);
        if (bandwidth) {
            start = channel.take(slots == readSlots ? copied(start) : owned(start), readTicks);
        }
        slots[free] = start + dram;
        return start + dram;
    }

    /** {@return when a line may be read for a load that could be at {@code t}} */
    private long copied(long t) {
        long start = moved == 0 ? t : Math.max(t, lastRead + copyEvery * (1 + Math.min(moved, MOVED)) / 2);
        moved = 0;
        lastRead = Math.max(lastRead, start);
        return start;
    }

    private long owned(long t) {
        moved++;
        return t;
    }

    /** One line to memory, posted: nobody waits but who needs the channel, and a DSB. {@return when it is there} */
    long write(long t) {
        long start = bandwidth ? channel.take(t, writeTicks) : t;
        lastWrite = Math.max(lastWrite, start + writeTicks);
        moved++;
        return start + writeTicks;
    }

    /** {@return ticks from one line to the next that are written at a share of the bandwidth} */
    long writeTicks(double share) {
        return (long) (writeTicks / share);
    }

    /** {@return when all lines sent to memory so far are there} */
    long writesDone() {
        return lastWrite;
    }

    /** {@return ticks of one read from memory when nothing else is under way} */
    long memoryLatency() {
        return dram;
    }

    /** {@return ticks of one read from the second-level cache} */
    long secondLevelLatency() {
        return l2;
    }

    /** {@return ticks of an instruction fetch answered at {@code level}} */
    long fetchLatency(int level) {
        return level == 1 ? 0 : level == 0 ? dram : level == 2 ? l2 : l3;
    }

    private int prefetched(long line) {
        if (prefetchedAlike[(int) line & ALIKE - 1] == 0) {
            return -1;
        }
        for (int i = 0; i < PREFETCHED; i++) {
            if (prefetchedLine[i] == line) {
                return i;
            }
        }
        return -1;
    }

    private void taken(int index) {
        long line = prefetchedLine[index];
        if (line != -1) {
            prefetchedAlike[(int) line & ALIKE - 1]--;
            prefetchedLine[index] = -1;
        }
    }

    private void train(long line, long t, int distance, int level, long[] slots) {
        int oldest = 0;
        for (int s = 0; s < streamLast.length; s++) {
            if (streamLast[s] + 1 == line) {
                streamLast[s] = line;
                streamUse[s] = ++uses;
                if (++streamRun[s] >= trigger) {
                    runAhead(s, line, t, distance, level, slots);
                }
                return;
            }
            if (streamUse[s] < streamUse[oldest]) {
                oldest = s;
            }
        }
        streamLast[oldest] = line;
        streamFrontier[oldest] = line;
        streamRun[oldest] = 1;
        streamUse[oldest] = ++uses;
    }

    private void runAhead(int s, long line, long t, int distance, int level, long[] slots) {
        long end = Math.min(line + distance, (line / pageLines + 1) * pageLines - 1);
        for (long next = Math.max(line, streamFrontier[s]) + 1; next <= end; next++) {
            taken(prefetchedNext);
            prefetchedLine[prefetchedNext] = next;
            prefetchedAlike[(int) next & ALIKE - 1]++;
            prefetchedFromMemory[prefetchedNext] = level == 0;
            prefetchedReady[prefetchedNext] = level == 0 ? fromMemory(t, slots) : t + fetchLatency(level);
            prefetchedNext = (prefetchedNext + 1) % PREFETCHED;
            streamFrontier[s] = next;
        }
    }
}
