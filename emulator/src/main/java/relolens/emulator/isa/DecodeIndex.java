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

    private static final int CROWD = 8;
    /** A step must leave at most this part of the rows to a bucket. */
    private static final double LEAST_GAIN = 0.75;

    private static final int MOST_STEPS = 4;

    /** A further step by {@link #LOW_BITS} bits from {@code shift} on; no buckets where rows cannot be told apart. */
    private record Step(int shift, Bucket[] buckets) {}

    private static final Bucket[] NONE = {};

    /** Rows, and from the first visit on the step that tells them apart. A step is published whole: all it has is final. */
    private static final class Bucket {
        private final Row[] rows;
        /** Mask and value of each row: what most rows fail by is close together. */
        private final int[] tests;

        private final int depth;
        private @Nullable Step step;

        Bucket(int count, int depth) {
            rows = new Row[count];
            tests = new int[2 * count];
            this.depth = depth;
        }

        void put(int i, Row row) {
            rows[i] = row;
            tests[2 * i] = row.bits.mask();
            tests[2 * i + 1] = row.bits.value();
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

    private static final Bucket EMPTY = new Bucket(0, MOST_STEPS);

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
            buckets[b] = counts[b] == 0 ? EMPTY : new Bucket(counts[b], depth);
            counts[b] = 0;
        }
        for (Row row : rows) {
            int free = ~(row.bits.mask() >>> shift) & all;
            int fixed = row.bits.value() >>> shift & all;
            for (int sub = free; ; sub = (sub - 1) & free) {
                int b = fixed | sub;
                buckets[b].put(counts[b]++, row);
                if (sub == 0) {
                    break;
                }
            }
        }
        return buckets;
    }

    private static Step makeStep(Bucket bucket) {
        Row[] rows = bucket.rows;
        int best = 0;
        for (int shift = 1; shift <= SHIFT - LOW_BITS; shift++) {
            if (expected(rows, shift) <= expected(rows, best)) {
                best = shift;
            }
        }
        boolean futile = expected(rows, best) > rows.length * LEAST_GAIN || bucket.depth == MOST_STEPS;
        return new Step(best, futile ? NONE : split(rows, best, LOW_BITS, bucket.depth + 1));
    }

    /** {@return how many rows a bucket holds on average after a step by the bits from {@code shift} on} */
    private static double expected(Row[] rows, int shift) {
        double sum = 0;
        for (Row row : rows) {
            int fixed = Integer.bitCount(row.bits.mask() >>> shift & (1 << LOW_BITS) - 1);
            sum += 1.0 / (1 << fixed);
        }
        return sum;
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
        int[] tests = bucket.tests;
        for (int i = 0; i < tests.length; i += 2) {
            if ((word & tests[i]) == tests[i + 1] && bucket.rows[i >> 1].matches(word)) {
                return bucket.rows[i >> 1];
            }
        }
        return null;
    }
}
