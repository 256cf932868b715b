package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import relolens.emulator.isa.Encoding.Field;

/** The tiles ZERO clears: bit n of the field is doubleword tile n, of which larger tiles are made. */
final class MatrixList extends Operand {
    /** Doubleword tiles of tile 0 of a halfword, word and doubleword; tile n has them shifted left by n. */
    private static final int[] MASKS = {0x55, 0x11, 0x01};

    private final Field tiles;

    MatrixList(BitPattern bits) {
        tiles = bits.require("tiles");
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        int left = tiles.of(word);
        out.append('{');
        if (left == 255) {
            out.append("za");
            left = 0;
        }
        String comma = "";
        for (int size = 0; size < 3; size++) {
            for (int n = 0; n < 2 << size; n++) {
                int mask = MASKS[size] << n;
                if ((left & mask) == mask) {
                    out.append(comma).append("za").append(n).append('.').append("hsd".charAt(size));
                    left &= ~mask;
                    comma = ", ";
                }
            }
        }
        out.append('}');
    }

    @Override
    boolean read(OperandText in) {
        if (!in.accept('{')) {
            return in.expected("a list of tiles ({za0.d, za1.d}, {za})");
        }
        int mask = 0;
        while (!in.accept('}')) {
            int tile = tile(in.peekName());
            if (tile < 0) {
                return in.expected("a tile (" + String.join(", ", examples()) + ")");
            }
            mask |= tile;
            in.at = in.nameEnd(in.at);
            if (!in.accept(',') && in.peek() != '}') {
                return in.expected("',' or '}'");
            }
        }
        in.put(tiles, mask);
        return true;
    }

    private static int tile(String name) {
        if (name.equals("za") || name.equals("za0.b")) {
            return 255;
        }
        for (int size = 0; size < 3; size++) {
            for (int n = 0; n < 2 << size; n++) {
                if (name.equals("za" + n + "." + "hsd".charAt(size))) {
                    return MASKS[size] << n;
                }
            }
        }
        return -1;
    }

    private static List<String> examples() {
        List<String> names = new ArrayList<>(List.of("za"));
        for (int size = 0; size < 3; size++) {
            names.add("za0." + "hsd".charAt(size) + " to za" + ((2 << size) - 1) + "." + "hsd".charAt(size));
        }
        return names;
    }
}
