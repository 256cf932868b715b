package relolens.emulator.isa;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** A vector register with an arrangement: {@code <Vd.B>} (8b, 16b), {@code <Vd.HH>}, {@code <Vd.SS>}, {@code <Vd.T5>}. */
final class VectorRegister extends Operand {
    private final String key;
    private final Field field;
    private final @Nullable Field twin;
    /** log2 of the element bytes, or -1 where imm5 tells. */
    private final int element;

    private final @Nullable Field q;
    private final @Nullable Field imm5;

    VectorRegister(BitPattern bits, String name, String shape) {
        int equals = name.indexOf('=');
        key = name.substring(0, 2);
        field = bits.require("R" + name.charAt(1));
        twin = equals < 0 ? null : bits.require("R" + name.substring(equals + 2));
        boolean lane = shape.equals("T5");
        imm5 = lane ? bits.require("imm5") : null;
        element = lane ? -1 : "BHSD".indexOf(shape.charAt(shape.length() - 1));
        q = bits.has("Q") ? bits.require("Q") : null;
    }

    private int element(int word) {
        return imm5 == null ? element : Integer.numberOfTrailingZeros(imm5.of(word) | 16);
    }

    private int full(int word) {
        return q == null ? 1 : q.of(word);
    }

    @Override
    boolean valid(int word) {
        int e = element(word);
        return (twin == null || twin.of(word) == field.of(word))
                && e <= 3
                && (imm5 == null || e < 3 || full(word) == 1);
    }

    /** {@return "16b" and its kin} */
    static String arrangement(int element, int full) {
        return (8 << full >> element) + "" + "bhsd".charAt(element);
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append('v').append(field.of(word)).append('.').append(arrangement(element(word), full(word)));
    }

    @Override
    boolean read(OperandText in) {
        Register r = in.peekRegister();
        String name = in.text.substring(in.at, in.nameEnd(in.at)).toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        if (r == null || r.bank() != 'v' || dot < 0 || !settle(in, name.substring(dot + 1))) {
            return in.expected("a vector register with arrangement (v0.16b)");
        }
        in.at = in.nameEnd(in.at);
        in.put(field, r.number());
        if (twin != null) {
            in.put(twin, r.number());
        }
        return true;
    }

    private boolean settle(OperandText in, String shape) {
        for (int full = 0; full < 2; full++) {
            for (int e = 0; e < 4; e++) {
                if (!arrangement(e, full).equals(shape) || imm5 == null && e != element) {
                    continue;
                }
                if (q == null || in.shapeKnown) {
                    return full(in.word) == full && element(in.word) == e;
                }
                in.put(q, full);
                if (imm5 != null) {
                    in.put(imm5, 1 << e);
                }
                in.shapeKnown = true;
                return imm5 == null || e < 3 || full == 1;
            }
        }
        return false;
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
