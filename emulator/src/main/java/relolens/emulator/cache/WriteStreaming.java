package relolens.emulator.cache;

import java.util.List;

/**
 * When a core stops allocating lines for stores. Two families of cores: some count consecutive full lines, some count
 * bytes of consecutive full-line stores.
 *
 * @param unit what thresholds count
 * @param thresholds per cache level, level 1 first: from this count on, stores no longer allocate there; 0 = always
 *     allocate; missing levels always allocate
 * @param resetByHits whether the count starts over when most of the recent lines written were already in the cache
 *     (byte family)
 * @param adjacentOnly whether the count starts over when a line does not follow the one before it
 * @param nonTemporalBypasses whether STNP goes past all levels from its first line on
 */
public record WriteStreaming(
        Unit unit, List<Long> thresholds, boolean resetByHits, boolean adjacentOnly, boolean nonTemporalBypasses) {
    /** Stores always allocate. */
    public static final WriteStreaming NEVER = new WriteStreaming(Unit.LINES, List.of(), false, false, false);

    public WriteStreaming {
        thresholds = List.copyOf(thresholds);
        for (long threshold : thresholds) {
            if (threshold < 0) {
                throw new IllegalArgumentException("negative write-streaming threshold");
            }
        }
    }

    /** What thresholds count. */
    public enum Unit {
        LINES,
        BYTES
    }

    /** {@return consecutive full lines after which stores no longer allocate at {@code level}, 0 = never} */
    public long lines(int level, int lineBytes) {
        long threshold = level > thresholds.size() ? 0 : thresholds.get(level - 1);
        return unit == Unit.LINES ? threshold : (threshold + lineBytes - 1) / lineBytes;
    }

    /** {@return this setting, with STNP going past all caches or not} */
    public WriteStreaming withNonTemporal(boolean bypasses) {
        return new WriteStreaming(unit, thresholds, resetByHits, adjacentOnly, bypasses);
    }

    /** {@return a setting that counts lines, at most three levels} */
    public static WriteStreaming afterLines(long... thresholds) {
        return new WriteStreaming(Unit.LINES, boxed(thresholds), false, false, false);
    }

    /** {@return a setting that counts bytes, at most three levels} */
    public static WriteStreaming afterBytes(long... thresholds) {
        return new WriteStreaming(Unit.BYTES, boxed(thresholds), true, false, false);
    }

    private static List<Long> boxed(long[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }
}
