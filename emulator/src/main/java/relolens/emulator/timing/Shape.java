package relolens.emulator.timing;

import java.util.EnumSet;
import java.util.Set;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.TimingClass;

/** What of one word matters to a pipeline beyond its row: whether it shifts, and what it adds to a product. */
final class Shape {
    private static final int NO_REGISTER = 31;
    private static final Set<TimingClass> SHIFTED =
            EnumSet.of(TimingClass.ALU_SHIFTED, TimingClass.LOGICAL_SHIFTED, TimingClass.LOGICAL_SHIFTED_FLAGS);

    private Shape() {}

    /**
     * {@return the class of this very word}: a register operand that is not shifted takes no shifter
     *
     * @param freeShift largest left shift that the core's ordinary ALU does by the way in a sum, 0 for none
     */
    static TimingClass timing(Encoding row, int word, int freeShift) {
        TimingClass own = row.timing();
        boolean left = (word >>> 22 & 3) == 0;
        int free = own == TimingClass.ALU_SHIFTED ? freeShift : 0;
        if (SHIFTED.contains(own) && left && (word >>> 10 & 63) <= free) {
            return TimingClass.ALU;
        }
        return own == TimingClass.FP_MULTIPLY && (scalarAdd(row) || vectorAdd(row)) ? TimingClass.FP_MULTIPLY_ADD : own;
    }

    /** {@return whether a load brings in less than it could: bytes, halfwords, words with a sign, pairs of words} */
    static boolean narrow(Encoding row, int word) {
        return row.timing() == TimingClass.LOAD && row.id().matches("LDU?R(S?[BH]|SW)(_.*)?")
                || row.timing() == TimingClass.LOAD_PAIR && word >= 0;
    }

    /** {@return whether a load's address is its own place and a constant} */
    static boolean literal(Encoding row) {
        return row.id().endsWith("_lit");
    }

    /** {@return the second register of a pair of general ones that is loaded, or -1} */
    static int second(Encoding row, int word) {
        boolean pair = row.timing() == TimingClass.LOAD_PAIR
                || row.timing() == TimingClass.LOAD_PAIR_SIGNED
                || row.timing() == TimingClass.LOAD_PAIR_NON_TEMPORAL;
        int second = word >>> 10 & 31;
        return pair && second != NO_REGISTER ? second : -1;
    }

    /** {@return the part of a class's time that is due: loads and stores of three registers take three quarters} */
    static double part(Encoding row) {
        boolean many = row.timing() == TimingClass.LOAD_VECTOR_MANY || row.timing() == TimingClass.STORE_VECTOR_MANY;
        return many && row.id().matches("..(3.*|1_three.*)") ? 0.75 : 1;
    }

    /** {@return whether an instruction only makes a zero} */
    static boolean zero(Encoding row, int word) {
        return row.timing() == TimingClass.MOVE_IMMEDIATE && row.id().startsWith("MOVZ") && (word >>> 5 & 0xffff) == 0;
    }

    /** {@return whether a load adds a register to its base} */
    static boolean registerOffset(Encoding row) {
        return row.timing() == TimingClass.LOAD && row.syntax().contains("<Rm");
    }

    /** {@return vector registers whose old value matters}: the lower half of a narrowed one leaves none of it */
    static int vectorReads(Encoding row, int word, int reads) {
        boolean lower = row.syntax().contains("<2> <Vd.T3>") && (word >>> 30 & 1) == 0;
        return lower ? reads & ~(1 << (word & 31)) | 1 << (word >>> 5 & 31) : reads;
    }

    /** {@return whether a vector instruction works on 128 bits} */
    static boolean quadword(Encoding row, int word) {
        boolean vector = row.timing() == TimingClass.VECTOR_ALU
                || row.timing() == TimingClass.VECTOR_LOGICAL
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

    /** {@return vector registers that come in late: what is added to a product, what a loaded lane joins; a bit each} */
    static int vectorAccumulators(Encoding row, int word, int reads) {
        if (row.timing() == TimingClass.LOAD_LANE) {
            return reads;
        }
        return scalarAdd(row) ? 1 << (word >>> 10 & 31) : vectorAdd(row) ? 1 << (word & 31) : 0;
    }
}
