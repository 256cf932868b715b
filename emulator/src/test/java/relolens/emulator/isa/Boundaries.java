package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Words of a row in which each field in turn stands at each of its boundaries. */
final class Boundaries {
    private Boundaries() {}

    /** {@return words that decode to {@code row}'s base, may be written by {@code row} and are printed by objdump} */
    static List<Integer> of(Row row, Random random) {
        Set<Integer> words = new LinkedHashSet<>();
        words.add(row.bits.word());
        for (Encoding.Field f : row.bits.fields()) {
            if ((row.bits.mask() & BitPattern.mask(f)) != 0) {
                continue;
            }
            int max = (int) ((1L << f.width()) - 1);
            for (int value : new int[] {0, 1, 2, max / 2, max / 2 + 1, max - 1, max}) {
                words.add(row.bits.put(row.bits.word(), f, value & max));
                for (int i = 0; i < 3; i++) {
                    words.add(row.bits.put(WordSamples.ofRow(row, random), f, value & max));
                }
            }
        }
        List<Integer> valid = new ArrayList<>(words.size());
        for (int word : words) {
            Row printedBy = Isa.a64().row(word) == row.base ? Isa.a64().printedBy(word) : null;
            if (printedBy != null && row.matches(word)) {
                valid.add(Canonical.of(word));
            }
        }
        return valid;
    }
}
