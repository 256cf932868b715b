package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** A scalar FP register: {@code <Dn>} of fixed size, or {@code <Ft>} whose size other fields tell. */
final class ScalarRegister extends Operand {
    private static final String BANKS = "bhsdq";

    /** Where the size of a scalar register comes from: fs (pairs, literals), size and q, or the lowest one of imm5. */
    static final class Size {
        private final @Nullable Field fs;
        private final @Nullable Field size;
        private final @Nullable Field q;
        private final @Nullable Field imm5;

        Size(BitPattern bits) {
            fs = bits.has("fs") ? bits.require("fs") : null;
            size = bits.has("size") ? bits.require("size") : null;
            q = bits.has("q") ? bits.require("q") : null;
            imm5 = bits.has("imm5") ? bits.require("imm5") : null;
        }

        /** {@return log2 of the bytes, or -1 where reserved} */
        int log2(int word) {
            if (fs != null) {
                return fs.of(word) == 3 ? -1 : 2 + fs.of(word);
            }
            if (size != null && q != null) {
                return q.of(word) == 0 ? size.of(word) : size.of(word) == 0 ? 4 : -1;
            }
            if (size != null) {
                return size.of(word);
            }
            int n = imm5 == null ? 0 : imm5.of(word);
            return (n & 15) == 0 ? -1 : Integer.numberOfTrailingZeros(n);
        }

        /** Sets the fields for 1 &lt;&lt; log2 bytes. @return false if they cannot say it */
        boolean put(OperandText in, int log2) {
            if (in.shapeKnown) {
                return log2(in.word) == log2;
            }
            if (fs != null) {
                if (log2 < 2) {
                    return false;
                }
                in.put(fs, log2 - 2);
            } else if (size != null && q != null) {
                in.put(size, log2 & 3);
                in.put(q, log2 >> 2);
            } else if (size != null) {
                // The vector operand that follows settles the shape and must agree.
                in.put(size, log2 & 3);
                return log2 < 3;
            } else if (imm5 != null) {
                if (log2 > 3) {
                    return false;
                }
                in.put(imm5, 1 << log2);
            }
            in.shapeKnown = true;
            return true;
        }
    }

    private final String key;
    private final Field field;
    private final @Nullable Size size;
    private final char bank;

    ScalarRegister(String key, Field field, Size size) {
        this.key = key;
        this.field = field;
        this.size = size;
        bank = 0;
    }

    ScalarRegister(String key, Field field, char bank) {
        this.key = key;
        this.field = field;
        this.bank = Character.toLowerCase(bank);
        size = null;
    }

    @Override
    boolean valid(int word) {
        return size == null || size.log2(word) >= 0;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append(size == null ? bank : BANKS.charAt(size.log2(word))).append(field.of(word));
    }

    @Override
    boolean read(OperandText in) {
        Register r = in.peekRegister();
        int log2 = r == null ? -1 : BANKS.indexOf(r.bank());
        if (r == null || log2 < 0 || (size == null ? r.bank() != bank : !size.put(in, log2))) {
            return in.expected(size == null ? "a register " + bank + "0 to " + bank + "31" : "a register");
        }
        in.at = in.nameEnd(in.at);
        in.put(field, r.number());
        return true;
    }

    @Override
    String key() {
        return key;
    }

    @Override
    Names names() {
        return Names.VECTOR;
    }

    @Override
    int number(int word) {
        return field.of(word);
    }
}
