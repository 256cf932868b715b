package relolens.emulator.execute;

/** Shifts, extensions and bit masks that several groups share (Arm ARM, "Shared pseudocode functions"). */
final class Operands {
    static final long LOW32 = 0xffff_ffffL;

    private Operands() {}

    /** ShiftReg on 64 bits; type 0 LSL, 1 LSR, 2 ASR, 3 ROR. */
    static long shift64(long value, int type, int amount) {
        switch (type) {
            case 0:
                return value << amount;
            case 1:
                return value >>> amount;
            case 2:
                return value >> amount;
            default:
                return Long.rotateRight(value, amount);
        }
    }

    /** ShiftReg on 32 bits, zero-extended. */
    static long shift32(long value, int type, int amount) {
        int word = (int) value;
        switch (type) {
            case 0:
                return (word << amount) & LOW32;
            case 1:
                return (word >>> amount) & LOW32;
            case 2:
                return (word >> amount) & LOW32;
            default:
                return Integer.rotateRight(word, amount) & LOW32;
        }
    }

    /** ExtendReg; option 0 UXTB to 7 SXTX, then a left shift. */
    static long extend(long value, int option, int shift) {
        switch (option) {
            case 0:
                return (value & 0xff) << shift;
            case 1:
                return (value & 0xffff) << shift;
            case 2:
                return (value & LOW32) << shift;
            case 4:
                return (long) (byte) value << shift;
            case 5:
                return (long) (short) value << shift;
            case 6:
                return (long) (int) value << shift;
            default:
                return value << shift;
        }
    }

    /** A mask of {@code width} low ones, 0 to 64. */
    static long ones(int width) {
        return width >= 64 ? -1L : (1L << width) - 1;
    }

    /**
     * DecodeBitMasks, the immediate of logical instructions.
     *
     * @param n the N bit
     * @return the 64-bit pattern; for 32-bit forms use its low half
     */
    static long bitMask(int n, int imms, int immr) {
        int length = 31 - Integer.numberOfLeadingZeros(n << 6 | ~imms & 63);
        int size = 1 << length;
        int levels = size - 1;
        int s = imms & levels;
        int r = immr & levels;
        long element = ones(s + 1);
        long rotated = r == 0 ? element : (element >>> r | element << (size - r)) & ones(size);
        long pattern = rotated;
        for (int width = size; width < 64; width <<= 1) {
            pattern |= pattern << width;
        }
        return pattern;
    }
}
