package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Words to compare with a disassembler: as many of each row (fields at random or at a boundary), of the rows' neighbours
 * (one fixed bit flipped) and of the space as a whole. Narrowed by {@code -Drelolens.rows=} to rows whose file or id
 * begins so, and by {@code -Drelolens.space=} to one {@link EncodingSpace}.
 */
final class WordStrata {
    private final Random random;
    private final List<Row> rows = new ArrayList<>();
    private final @Nullable EncodingSpace space;
    private final boolean rowsOnly;

    WordStrata(long seed) {
        random = new Random(seed);
        String prefix = System.getProperty("relolens.rows", "");
        String name = System.getProperty("relolens.space", "");
        space = name.isEmpty() ? null : EncodingSpace.named(name);
        rowsOnly = !prefix.isEmpty();
        for (Row row : Isa.a64().rows()) {
            boolean here = space == null || EncodingSpace.of(row.bits.value()) == space;
            if (here && (row.file.startsWith(prefix) || row.encoding.id().startsWith(prefix))) {
                rows.add(row);
            }
        }
    }

    List<Row> rows() {
        return rows;
    }

    /** {@return whether somebody asked for a part only: then not all allowed differences turn up} */
    boolean narrowed() {
        return rowsOnly || space != null;
    }

    /** {@return {@code count} words, six of ten from the rows in turn, the others from around them} */
    int[] next(int count) {
        int[] words = new int[count];
        for (int i = 0; i < count; i++) {
            int kind = rowsOnly ? i % 8 : i % 10;
            if (rows.isEmpty() || kind >= 8) {
                words[i] = anywhere();
            } else {
                int word = WordSamples.ofRow(rows.get(random.nextInt(rows.size())), random);
                int neighbour = kind < 6 ? word : word ^ 1 << random.nextInt(32);
                words[i] = space == null || EncodingSpace.of(neighbour) == space ? neighbour : word;
            }
        }
        return words;
    }

    private int anywhere() {
        int word = random.nextInt();
        while (space != null && EncodingSpace.of(word) != space) {
            word = random.nextInt();
        }
        // Many rows want zeros or ones in the middle that chance alone would rarely give.
        return switch (random.nextInt(6)) {
            case 0 -> word & ~(63 << 10);
            case 1 -> word | 31 << 16;
            case 2 -> word & ~(0xfff << 10);
            default -> word;
        };
    }
}
