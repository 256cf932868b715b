package relolens.emulator.isa;

import java.util.Locale;

/** The parts of the A64 encoding space (Arm ARM C4.1). */
enum EncodingSpace {
    BASE,
    FP,
    SVE,
    SME;

    private static final int OP0 = 25;

    /** {@return the space of {@code word}, by its bits 31 and 28 to 25} */
    static EncodingSpace of(int word) {
        int op0 = word >>> OP0 & 15;
        if (op0 == 2) {
            return SVE;
        }
        if (op0 == 0) {
            return word < 0 ? SME : BASE;
        }
        boolean vectorMemory = (op0 & 0b0101) == 0b0100 && (word >>> 26 & 1) == 1;
        return (op0 & 0b0111) == 0b0111 || vectorMemory ? FP : BASE;
    }

    static EncodingSpace named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
