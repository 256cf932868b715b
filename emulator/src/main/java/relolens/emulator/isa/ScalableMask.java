package relolens.emulator.isa;

/**
 * The bitmask immediate {@code imm13} (N:immr:imms) of the SVE logical instructions and DUPM: as
 * {@link LogicalImmediate}, but the element is named by the registers' suffix.
 */
final class ScalableMask extends Operand {
    private final FieldPair imm13;
    private final ScalableSize size;
    /** The row stands for the operation on the inverted value (BIC written with an immediate). */
    private final boolean inverted;
    /** The MOV spelling of DUPM: only where DUP could not give the value. */
    private final boolean move;

    ScalableMask(BitPattern bits, String name) {
        imm13 = FieldPair.of(bits, "imm13");
        size = ScalableSize.of(bits, "limm");
        inverted = name.charAt(0) == '~';
        move = name.startsWith("mov");
    }

    /** {@return log2 of the bytes of the smallest element that {@code bits} may be written with, or -1 if reserved} */
    static int element(int bits) {
        int n = bits >> 12;
        int imms = bits & 63;
        if (!LogicalImmediate.isValid(true, n, imms)) {
            return -1;
        }
        int width = Integer.highestOneBit(n << 6 | ~imms & 63);
        return Math.max(0, Integer.numberOfTrailingZeros(width) - 3);
    }

    /** {@return some bitmask immediate whose element has {@code 1 << log2} bytes} */
    static int ofElement(int log2) {
        return log2 == 3 ? 1 << 12 : ~(16 << log2) + 1 & 63;
    }

    private long value(int word) {
        int bits = imm13.of(word);
        long all = LogicalImmediate.decode(true, bits >> 12, bits >> 6 & 63, bits & 63);
        return all & mask(size.log2(word));
    }

    private static long mask(int log2) {
        return log2 == 3 ? -1 : (1L << (8 << log2)) - 1;
    }

    @Override
    boolean valid(int word) {
        int log2 = element(imm13.of(word));
        return log2 >= 0 && (!move || !isByteOrShiftedByte(value(word), log2));
    }

    /** {@return whether DUP can give {@code value} to elements of some size (Arm ARM, SVEMoveMaskPreferred)} */
    private static boolean isByteOrShiftedByte(long value, int log2) {
        if (log2 == 0) {
            return true;
        }
        int unused = 64 - (8 << log2);
        long v = value << unused >> unused;
        boolean shifted = (v & 0xff) == 0 && v >> 8 >= -128 && v >> 8 <= 127;
        return shifted || v >= -128 && v <= 127;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append("#0x").append(Long.toHexString(value(word)));
    }

    @Override
    boolean read(OperandText in) {
        in.skipSpace();
        int from = in.at;
        OperandReader.Value value = in.immediate("a register or an immediate");
        if (value == null) {
            return false;
        }
        Long constant = value.constant();
        if (constant == null) {
            // The word holds a valid pattern of this element already; it is encoded again with the value.
            return in.unknown();
        }
        int log2 = size.log2(in.word);
        boolean fits = ScalableImmediate.isOfElement(constant, log2);
        long element = (inverted ? ~constant : constant) & mask(log2);
        for (int width = 8 << log2; width < 64; width *= 2) {
            element |= element << width;
        }
        int bits = fits ? LogicalImmediate.encode(element, true) : -1;
        if (bits < 0) {
            String why = fits
                    ? " is not a bitmask immediate (a repeated, rotated run of ones)"
                    : " is too wide for the element";
            return in.fail(OperandText.VALUE, "value 0x" + Long.toHexString(constant) + why, from, in.at);
        }
        if (move && isByteOrShiftedByte(element & mask(element(bits)), element(bits))) {
            return in.fail(OperandText.VALUE, "write the value with a smaller element: its bytes repeat", from, in.at);
        }
        imm13.put(in, bits);
        return true;
    }
}
