package relolens.emulator.timing;

import org.jspecify.annotations.Nullable;

/**
 * What a cycle model has watched up to one moment; two of them tell rates. What was extrapolated in between is not in them:
 * rates stand on what was watched.
 */
public final class Progression {
    private final long[] counts;
    private final long[] ticks;
    private final long[][] stalls;
    private final long[] banded;
    private final long total;
    private final long cacheable;
    private final long uncacheable;

    private Progression(int slots, long total, long[] banded, long cacheable, long uncacheable) {
        this.counts = new long[slots];
        this.ticks = new long[slots];
        this.stalls = new long[slots][];
        this.total = total;
        this.banded = banded;
        this.cacheable = cacheable;
        this.uncacheable = uncacheable;
    }

    static Progression of(
            @Nullable SlotInfo[] slots, long total, Attribution attribution, long cacheable, long uncacheable) {
        Progression p = new Progression(slots.length, total, attribution.bandedTicks(), cacheable, uncacheable);
        for (int i = 0; i < slots.length; i++) {
            SlotInfo s = slots[i];
            if (s != null) {
                p.counts[i] = s.count;
                p.ticks[i] = s.ticks;
                p.stalls[i] = s.stalls.clone();
            }
        }
        return p;
    }

    /** {@return number of slots} */
    public int slots() {
        return counts.length;
    }

    /** {@return how often the instruction of {@code slot} was executed since {@code earlier}} */
    public long count(int slot, Progression earlier) {
        return counts[slot] - (slot < earlier.counts.length ? earlier.counts[slot] : 0);
    }

    /** {@return cycles since {@code earlier}} */
    public double cycles(Progression earlier) {
        return Ticks.cycles(total - earlier.total);
    }

    /** {@return data accesses since {@code earlier} that may use the caches, or that may not} */
    public long accesses(boolean ofCacheable, Progression earlier) {
        return ofCacheable ? cacheable - earlier.cacheable : uncacheable - earlier.uncacheable;
    }

    /** {@return cycles of one execution of each slot's instruction, as it was on average since {@code earlier}} */
    public double[] rates(Progression earlier) {
        double[] rates = new double[counts.length];
        for (int i = 0; i < rates.length; i++) {
            long seen = count(i, earlier);
            long spent = ticks[i] - (i < earlier.ticks.length ? earlier.ticks[i] : 0);
            rates[i] = seen == 0 ? 0 : Ticks.cycles(spent) / seen;
        }
        return rates;
    }

    /** {@return cycles that executions since {@code earlier} would take at these rates} */
    public double expected(Progression earlier, double[] rates) {
        double sum = 0;
        for (int i = 0; i < Math.min(rates.length, counts.length); i++) {
            sum += count(i, earlier) * rates[i];
        }
        return sum;
    }

    /** Adds {@code executed} instructions at the rates since {@code from} to {@code slots}. {@return ticks added} */
    long project(Progression from, long[] executed, @Nullable SlotInfo[] slots, Attribution attribution) {
        long added = 0;
        for (int i = 0; i < executed.length; i++) {
            SlotInfo s = executed[i] == 0 ? null : slots[i];
            if (s != null) {
                long seen = count(i, from);
                boolean before = i < from.counts.length;
                long part = scale(ticks[i] - (before ? from.ticks[i] : 0), executed[i], seen);
                s.skippedCount += executed[i];
                s.skippedTicks += part;
                added += part;
                for (int c = 0; c < s.stalls.length; c++) {
                    long earlier = before && from.stalls[i] != null ? from.stalls[i][c] : 0;
                    s.skippedStalls[c] += scale(stalls[i][c] - earlier, executed[i], seen);
                }
            }
        }
        long watched = total - from.total;
        for (int kind = 0; kind < banded.length; kind++) {
            attribution.addBanded(kind, scale(banded[kind] - from.banded[kind], added, watched));
        }
        return added;
    }

    /** Exact where {@code times} is a multiple of {@code per}, or {@code value} is one. */
    private static long scale(long value, long times, long per) {
        if (times % per == 0) {
            return value * (times / per);
        }
        return value % per == 0 ? value / per * times : Math.round((double) value / per * times);
    }
}
