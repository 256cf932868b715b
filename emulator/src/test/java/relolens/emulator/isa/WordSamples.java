package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Words to try the table with. */
final class WordSamples {
    private static final int[] NUMBERS = {0, 1, 2, 7, 15, 16, 30, 31, 32, 63, 64, 255, 256, 4095};

    private WordSamples() {}

    /** {@return for each row {@code perRow} words with its fixed bits, fields random or at a boundary} */
    static int[] ofEveryRow(int perRow, Random random) {
        List<Integer> words = new ArrayList<>();
        for (Row row : Isa.a64().rows()) {
            for (int i = 0; i < (Integer.bitCount(row.bits.mask()) == 32 ? 1 : perRow); i++) {
                words.add(ofRow(row, random));
            }
        }
        return words.stream().mapToInt(Integer::intValue).toArray();
    }

    /** {@return one word with the fixed bits of {@code row}} */
    static int ofRow(Row row, Random random) {
        int word = row.bits.word();
        if (random.nextInt(10) == 0) {
            word = random.nextInt() & ~row.bits.mask() | row.bits.value();
        }
        for (Encoding.Field f : row.bits.fields()) {
            if ((row.bits.mask() & BitPattern.mask(f)) != 0) {
                continue;
            }
            int max = (int) ((1L << f.width()) - 1);
            int n;
            switch (random.nextInt(4)) {
                case 0 -> n = max;
                case 1 -> n = NUMBERS[random.nextInt(NUMBERS.length)] & max;
                default -> n = random.nextInt() & max;
            }
            word = row.bits.put(word, f, n);
        }
        return word;
    }

    /** {@return data processing (op0 x111) and structure accesses with bits 31 to 10 in all combinations, others random} */
    static int[] ofFpAndSimd(Random random) {
        int[] words = new int[(1 << 19) + (1 << 16)];
        for (int n = 0; n < 1 << 19; n++) {
            int rest = n >>> 16 << 29 | (n >>> 15 & 1) << 28 | (n & 0x7fff) << 10;
            words[n] = 7 << 25 | rest | random.nextInt(1 << 10);
        }
        for (int n = 0; n < 1 << 16; n++) {
            words[(1 << 19) + n] = 0x0c << 24 | n >>> 15 << 30 | (n & 0x7fff) << 10 | random.nextInt(1 << 10);
        }
        return words;
    }
}
