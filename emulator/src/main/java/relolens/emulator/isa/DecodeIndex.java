package relolens.emulator.isa;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a word's row: a bucket by the top bits, then the bucket's rows, those with more fixed bits first. */
final class DecodeIndex {
    private static final int SHIFT = 20;
    private static final int BUCKETS = 1 << (32 - SHIFT);
    private static final Row[] NONE = {};

    private final Row[][] buckets = new Row[BUCKETS][];

    /** @param rows base rows, most specific first */
    DecodeIndex(List<Row> rows) {
        int[] counts = new int[BUCKETS];
        for (Row row : rows) {
            int free = ~(row.bits.mask() >>> SHIFT) & (BUCKETS - 1);
            int fixed = row.bits.value() >>> SHIFT;
            for (int sub = free; ; sub = (sub - 1) & free) {
                counts[fixed | sub]++;
                if (sub == 0) {
                    break;
                }
            }
        }
        for (int b = 0; b < BUCKETS; b++) {
            buckets[b] = counts[b] == 0 ? NONE : new Row[counts[b]];
            counts[b] = 0;
        }
        for (Row row : rows) {
            int free = ~(row.bits.mask() >>> SHIFT) & (BUCKETS - 1);
            int fixed = row.bits.value() >>> SHIFT;
            for (int sub = free; ; sub = (sub - 1) & free) {
                int b = fixed | sub;
                buckets[b][counts[b]++] = row;
                if (sub == 0) {
                    break;
                }
            }
        }
    }

    @Nullable
    Row find(int word) {
        for (Row row : buckets[word >>> SHIFT]) {
            if (row.matches(word)) {
                return row;
            }
        }
        return null;
    }
}
