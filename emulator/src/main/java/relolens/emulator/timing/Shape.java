package relolens.emulator.timing;

import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.TimingClass;

/** What of one word matters to a pipeline beyond its row: whether it shifts, and what it adds to a product. */
final class Shape {
    private static final int NO_REGISTER = 31;

    private Shape() {}

    /**
     * {@return the class of this very word}: a register operand that is not shifted takes no shifter
     *
     * @param freeShift largest left shift that the core's ordinary ALU does by the way, 0 for none
     */
    static TimingClass timing(Encoding row, int word, int freeShift) {
        TimingClass own = row.timing();
        boolean left = (word >>> 22 & 3) == 0;
        if (own == TimingClass.ALU_SHIFTED && left && (word >>> 10 & 63) <= freeShift) {
            return TimingClass.ALU;
        }
        return own == TimingClass.FP_MULTIPLY && (scalarAdd(row) || vectorAdd(row)) ? TimingClass.FP_MULTIPLY_ADD : own;
    }

    /** {@return whether a load brings in less than it writes: bytes, halfwords, words with a sign} */
    static boolean narrow(Encoding row) {
        return row.timing() == TimingClass.LOAD && row.id().matches("LDU?R(S?[BH]|SW)(_.*)?");
    }

    /** {@return whether a load adds a register to its base} */
    static boolean registerOffset(Encoding row) {
        return row.timing() == TimingClass.LOAD && row.syntax().contains("<Rm");
    }

    /** {@return whether a vector instruction works on 128 bits} */
    static boolean quadword(Encoding row, int word) {
        boolean vector = row.timing() == TimingClass.VECTOR_ALU
                || row.timing() == TimingClass.VECTOR_MOVE
                || row.timing() == TimingClass.FP_ALU
                || row.timing() == TimingClass.FP_MULTIPLY
                || row.timing() == TimingClass.FP_MULTIPLY_ADD;
        return vector && (word >>> 25 & 7) == 7 && (word >>> 28 & 1) == 0 && (word >>> 30 & 1) == 1;
    }

    private static boolean scalarAdd(Encoding row) {
        return row.id().matches("FN?M(ADD|SUB)(_.*)?");
    }

    private static boolean vectorAdd(Encoding row) {
        return row.id().matches("FML[AS]L?2?_.*");
    }

    /** {@return general register that is added to a product, or -1} */
    static int accumulator(Encoding row, int word) {
        boolean integer =
                row.id().matches("[SU]?M(ADD|SUB)L?(_.*)?") && !row.id().startsWith("F");
        int a = word >>> 10 & 31;
        return integer && a != NO_REGISTER ? a : -1;
    }

    /** {@return vector register that is added to a product, or -1} */
    static int vectorAccumulator(Encoding row, int word) {
        return scalarAdd(row) ? word >>> 10 & 31 : vectorAdd(row) ? word & 31 : -1;
    }
}
