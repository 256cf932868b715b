package relolens.emulator.isa;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a word's row: a bucket by the top bits, in crowded buckets another by the run of lower bits that tells most rows
 * apart, then the bucket's rows, those with more fixed bits first. Crowded buckets are split when first asked.
 */
final class DecodeIndex {
    private static final int SHIFT = 20;
    private static final int TOP_BITS = 32 - SHIFT;
    /** Bits of a further step, and how many rows are worth one. */
    private static final int LOW_BITS = 6;

    private static final int CROWD = 6;
    private static final int MOST_STEPS = 4;

    /** A further step by {@link #LOW_BITS} bits from {@code shift} on; no buckets where rows cannot be told apart. */
    private record Step(int shift, Bucket[] buckets) {}

    private static final Bucket[] NONE = {};

    /** Rows, and from the first visit on the step that tells them apart. A step is published whole: all it has is final. */
    private static final class Bucket {
        private final Row[] rows;
        private final int depth;
        private @Nullable Step step;

        Bucket(Row[] rows, int depth) {
            this.rows = rows;
            this.depth = depth;
        }

        Step step() {
            Step s = step;
            if (s == null) {
                s = makeStep(this);
                step = s;
            }
            return s;
        }
    }

    private final Bucket[] top;

    /** @param rows base rows, most specific first */
    DecodeIndex(List<Row> rows) {
        top = split(rows.toArray(new Row[0]), SHIFT, TOP_BITS, 0);
    }

    private static Bucket[] split(Row[] rows, int shift, int bits, int depth) {
        int all = (1 << bits) - 1;
        int[] counts = new int[all + 1];
        for (Row row : rows) {
            int free = ~(row.bits.mask() >>> shift) & all;
            int fixed = row.bits.value() >>> shift & all;
            for (int sub = free; ; sub = (sub - 1) & free) {
                counts[fixed | sub]++;
                if (sub == 0) {
                    break;
                }
            }
        }
        Bucket[] buckets = new Bucket[all + 1];
        for (int b = 0; b <= all; b++) {
            buckets[b] = new Bucket(new Row[counts[b]], depth);
            counts[b] = 0;
        }
        for (Row row : rows) {
            int free = ~(row.bits.mask() >>> shift) & all;
            int fixed = row.bits.value() >>> shift & all;
            for (int sub = free; ; sub = (sub - 1) & free) {
                int b = fixed | sub;
                buckets[b].rows[counts[b]++] = row;
                if (sub == 0) {
                    break;
                }
            }
        }
        return buckets;
    }

    private static Step makeStep(Bucket bucket) {
        if (bucket.depth == MOST_STEPS) {
            return new Step(0, NONE);
        }
        int best = 0;
        for (int shift = 1; shift <= SHIFT - LOW_BITS; shift++) {
            if (told(bucket.rows, shift) >= told(bucket.rows, best)) {
                best = shift;
            }
        }
        return new Step(best, split(bucket.rows, best, LOW_BITS, bucket.depth + 1));
    }

    /** {@return how many pairs of neighbouring rows the bits from {@code shift} on keep out of one bucket} */
    private static int told(Row[] rows, int shift) {
        int told = 0;
        for (int i = 1; i < rows.length; i++) {
            int common = rows[i].bits.mask() & rows[i - 1].bits.mask();
            int differ = (rows[i].bits.value() ^ rows[i - 1].bits.value()) & common;
            told += (differ >>> shift & (1 << LOW_BITS) - 1) == 0 ? 0 : 1;
        }
        return told;
    }

    @Nullable
    Row find(int word) {
        Bucket bucket = top[word >>> SHIFT];
        while (bucket.rows.length > CROWD) {
            Step step = bucket.step();
            if (step.buckets.length == 0) {
                break;
            }
            bucket = step.buckets[word >>> step.shift & (1 << LOW_BITS) - 1];
        }
        for (Row row : bucket.rows) {
            if (row.matches(word)) {
                return row;
            }
        }
        return null;
    }
}
