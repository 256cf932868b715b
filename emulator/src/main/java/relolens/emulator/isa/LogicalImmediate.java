package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/**
 * The bitmask immediate of AND, ORR, EOR and ANDS (Arm ARM, DecodeBitMasks): a run of ones, rotated, in an element of 2
 * to 64 bits that is repeated.
 */
final class LogicalImmediate extends Operand {
    private final Field sf;
    private final Field n;
    private final Field immr;
    private final Field imms;
    /** The row stands for the operation on the inverted value (BIC written with an immediate). */
    private final boolean inverted;
    /** The MOV spelling: only where neither MOVZ nor MOVN could give the value. */
    private final boolean move;

    LogicalImmediate(BitPattern bits, String name) {
        sf = bits.require("sf");
        n = bits.require("N");
        immr = bits.require("immr");
        imms = bits.require("imms");
        inverted = name.charAt(0) == '~';
        move = name.startsWith("mov");
    }

    @Override
    boolean valid(int word) {
        boolean wide = sf.of(word) == 1;
        if (!isValid(wide, n.of(word), imms.of(word))) {
            return false;
        }
        boolean toStackPointer = (word & 31) == 31;
        return !move || toStackPointer || !MoveImmediate.isMoveWide(decode(word), wide);
    }

    private long decode(int word) {
        return decode(sf.of(word) == 1, n.of(word), immr.of(word), imms.of(word));
    }

    /** {@return whether N:imms says an element size with a run shorter than the element} */
    static boolean isValid(boolean wide, int n, int imms) {
        int size = elementBits(n, imms);
        return size >= 2 && (wide || size <= 32) && (imms & (size - 1)) != size - 1;
    }

    private static int elementBits(int n, int imms) {
        return Integer.highestOneBit(n << 6 | ~imms & 63);
    }

    /** {@return the value of a valid bitmask immediate} */
    static long decode(boolean wide, int n, int immr, int imms) {
        int size = elementBits(n, imms);
        int ones = (imms & (size - 1)) + 1;
        int rotate = immr & (size - 1);
        long element = (1L << ones) - 1;
        long all = size == 64 ? -1 : (1L << size) - 1;
        if (rotate != 0) {
            element = (element >>> rotate | element << (size - rotate)) & all;
        }
        for (int width = size; width < 64; width *= 2) {
            element |= element << width;
        }
        return wide ? element : element & 0xffff_ffffL;
    }

    /** {@return N:immr:imms of {@code value}, or -1 if it is no bitmask immediate} */
    static int encode(long value, boolean wide) {
        long v = wide ? value : value & 0xffff_ffffL | value << 32;
        if (v == 0 || v == -1) {
            return -1;
        }
        int size = 64;
        while (size > 2) {
            int half = size / 2;
            long mask = (1L << half) - 1;
            if ((v & mask) != (v >>> half & mask)) {
                break;
            }
            size = half;
        }
        long all = size == 64 ? -1 : (1L << size) - 1;
        long element = v & all;
        int ones = Long.bitCount(element);
        long run = (1L << ones) - 1;
        for (int rotate = 0; rotate < size; rotate++) {
            long rotated = rotate == 0 ? run : (run >>> rotate | run << (size - rotate)) & all;
            if (rotated == element) {
                int imms = ~(size * 2 - 1) & 63 | ones - 1;
                return (size == 64 ? 1 << 12 : 0) | rotate << 6 | imms;
            }
        }
        return -1;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append("#0x").append(Long.toHexString(decode(word)));
    }

    @Override
    boolean read(OperandText in) {
        in.skipSpace();
        int from = in.at;
        OperandReader.Value value = in.expression("a register or an immediate");
        if (value == null) {
            return false;
        }
        Long constant = value.constant();
        if (constant == null) {
            in.fixups.add(new Fixup(Fixup.Kind.REENCODE, "", value.expression(), 0));
            // Any valid pattern, so that the word stays of this row until it is encoded again.
            in.put(imms, 0);
            in.put(n, sf.of(in.word));
            return true;
        }
        boolean wide = sf.of(in.word) == 1;
        Long usable = usable(constant, wide);
        int bits = usable == null ? -1 : encode(inverted ? ~usable : usable, wide);
        if (bits < 0) {
            String hex = "0x" + Long.toHexString(constant);
            String why = " is not a bitmask immediate (a repeated, rotated run of ones); load it into a register first";
            return in.fail(OperandText.VALUE, "value " + hex + why, from, in.at);
        }
        in.put(n, bits >> 12);
        in.put(immr, bits >> 6 & 63);
        in.put(imms, bits & 63);
        return true;
    }

    /** {@return {@code value} cut to 32 bits where the operation has 32 (its upper half may be all ones), or null} */
    static @Nullable Long usable(long value, boolean wide) {
        if (wide) {
            return value;
        }
        long upper = value >> 32;
        return upper == 0 || upper == -1 ? (Long) (value & 0xffff_ffffL) : null;
    }
}
