package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** Where the element size of an FP or vector operand comes from, as log2 of its bytes. */
final class ElementSize {
    private enum From {
        FIXED,
        /** size: bytes to doublewords. */
        SIZE,
        /** sz: single or double. */
        SZ,
        /** The highest one of immh, as in shifts by an immediate. */
        IMMH,
        /** The lowest one of imm5, as in DUP. */
        IMM5,
        /** fs: words to quadwords (pairs, literals). */
        FS,
        /** size and q, as in single loads and stores. */
        ACCESS
    }

    private final From from;
    private final @Nullable Field field;
    private final @Nullable Field second;
    private final int least;
    private final int most;
    /** Added to what the field says: 1 for the wide side of an operation. */
    private final int add;

    private ElementSize(BitPattern bits, From from, int least, int most, int add) {
        this.from = from;
        this.least = least;
        this.most = most;
        this.add = add;
        field = switch (from) {
            case SIZE, ACCESS -> bits.require("size");
            case SZ -> bits.require("sz");
            case IMMH -> bits.require("immh");
            case IMM5 -> bits.require("imm5");
            case FS -> bits.require("fs");
            case FIXED -> null;
        };
        second = from == From.ACCESS ? bits.require("q") : null;
    }

    static ElementSize fixed(BitPattern bits, int log2) {
        return new ElementSize(bits, From.FIXED, log2, log2, 0);
    }

    /** The size of a vector's elements, by the text after the point; null if it stands for fixed elements. */
    static @Nullable ElementSize ofVector(BitPattern bits, String spec) {
        return switch (spec) {
            case "T" -> new ElementSize(bits, From.SIZE, 0, 3, 0);
            case "T3", "Tv" -> new ElementSize(bits, From.SIZE, 0, 2, 0);
            case "T2" -> new ElementSize(bits, From.SIZE, 1, 2, 0);
            case "T1" -> new ElementSize(bits, From.SIZE, 0, 1, 0);
            case "Ta", "Tp" -> new ElementSize(bits, From.SIZE, 0, 2, 1);
            case "Tf", "Ts" -> new ElementSize(bits, From.SZ, 0, 1, 2);
            case "Tg" -> new ElementSize(bits, From.SZ, 0, 1, 1);
            case "T5" -> new ElementSize(bits, From.IMM5, 0, 3, 0);
            case "Ti" -> new ElementSize(bits, From.IMMH, 0, 3, 0);
            case "Tj" -> new ElementSize(bits, From.IMMH, 0, 2, 1);
            case "Tk" -> new ElementSize(bits, From.IMMH, 2, 3, 0);
            default -> null;
        };
    }

    /** The size of a scalar register, by the text after the hyphen. */
    static ElementSize ofScalar(BitPattern bits, String spec) {
        return switch (spec) {
            case "size" -> new ElementSize(bits, From.SIZE, 0, 3, 0);
            case "hs" -> new ElementSize(bits, From.SIZE, 1, 2, 0);
            case "narrow" -> new ElementSize(bits, From.SIZE, 0, 2, 0);
            case "wide" -> new ElementSize(bits, From.SIZE, 0, 2, 1);
            case "sz" -> new ElementSize(bits, From.SZ, 0, 1, 2);
            case "lane5" -> new ElementSize(bits, From.IMM5, 0, 3, 0);
            case "immh" -> new ElementSize(bits, From.IMMH, 0, 3, 0);
            case "immhd" -> new ElementSize(bits, From.IMMH, 3, 3, 0);
            case "immhf" -> new ElementSize(bits, From.IMMH, 2, 3, 0);
            case "immhw" -> new ElementSize(bits, From.IMMH, 0, 2, 1);
            default -> throw new IllegalArgumentException("no such element size: " + spec);
        };
    }

    /** The size of the register of a load or store. */
    static ElementSize ofAccess(BitPattern bits) {
        return bits.has("fs") ? new ElementSize(bits, From.FS, 0, 2, 2) : new ElementSize(bits, From.ACCESS, 0, 4, 0);
    }

    /** {@return log2 of the element's bytes, -1 where the word's value is reserved} */
    int log2(int word) {
        int n = raw(word);
        return n < least || n > most ? -1 : n + add;
    }

    private int raw(int word) {
        int n = field == null ? 0 : field.of(word);
        return switch (from) {
            case FIXED -> least;
            case SIZE, SZ, FS -> n;
            case IMMH -> n < 8 ? -1 : 28 - Integer.numberOfLeadingZeros(n);
            case IMM5 -> Integer.numberOfTrailingZeros(n | 16);
            case ACCESS -> second == null || second.of(word) == 0 ? n : n == 0 ? 4 : -1;
        };
    }

    /** Makes the word say {@code log2}. @return false if its fields cannot, or already say something else */
    boolean settle(OperandText in, int log2) {
        int n = log2 - add;
        if (n < least || n > most) {
            return false;
        }
        if (field == null) {
            return true;
        }
        return switch (from) {
            case IMMH -> in.settle(field, 8 << n);
            case IMM5 -> in.settle(field, 1 << n);
            case ACCESS -> second != null && in.settle(field, n & 3) && in.settle(second, n >> 2);
            default -> in.settle(field, n);
        };
    }
}
