package relolens.emulator.isa;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** A vector register with an arrangement ({@code v0.16b}) that is fixed or told by fields, see {@link Shape}. */
final class VectorRegister extends Operand {
    /** Where element size and number come from. Element sizes are log2 of bytes; "full" is 1 for 128 bits. */
    private enum Shape {
        /** The element is fixed, Q says how many; 128 bits without Q. */
        FIXED,
        /** imm5, as in DUP. */
        LANE,
        /** size and Q. */
        SIZE,
        /** Twice the element of size, 128 bits. */
        WIDE,
        /** immh and Q, as in shifts by an immediate. */
        SHIFT,
        /** Twice the element of immh, 128 bits. */
        SHIFT_WIDE
    }

    private final String key;
    private final Field field;
    private final @Nullable Field twin;
    private final Shape shape;
    /** Fixed text such as 1q, "" where the arrangement is told by fields. */
    private final String text;
    /** The fixed element, or the largest that size may name. */
    private final int element;
    /** Whether a 64-bit register may hold words (not so in operations across the lanes). */
    private final boolean halfWords;

    private final @Nullable Field q;
    private final @Nullable Field source;

    VectorRegister(BitPattern bits, String name, String spec) {
        int equals = name.indexOf('=');
        key = name.substring(0, 2);
        field = bits.require("R" + name.charAt(1));
        twin = equals < 0 ? null : bits.require("R" + name.substring(equals + 2));
        text = spec.charAt(0) == '=' ? spec.substring(1) : "";
        shape = shape(spec);
        halfWords = !spec.equals("Tv");
        switch (shape) {
            case LANE:
                source = bits.require("imm5");
                element = 3;
                break;
            case SIZE, WIDE:
                source = bits.require("size");
                element = spec.equals("T") ? 3 : spec.equals("T1") ? 1 : 2;
                break;
            case SHIFT, SHIFT_WIDE:
                source = bits.require("immh");
                element = shape == Shape.SHIFT ? 3 : 2;
                break;
            default:
                source = null;
                element = Math.max(0, "BHSD".indexOf(spec.charAt(spec.length() - 1)));
                break;
        }
        q = bits.has("Q") ? bits.require("Q") : null;
    }

    private static Shape shape(String spec) {
        return switch (spec) {
            case "T5" -> Shape.LANE;
            case "T", "T3", "T1", "Tv" -> Shape.SIZE;
            case "Ta" -> Shape.WIDE;
            case "Ti" -> Shape.SHIFT;
            case "Tj" -> Shape.SHIFT_WIDE;
            default -> Shape.FIXED;
        };
    }

    /** {@return the element the fields name, before doubling; more than 3 where reserved} */
    private int narrow(int word) {
        int bits = source == null ? 0 : source.of(word);
        return switch (shape) {
            case LANE -> Integer.numberOfTrailingZeros(bits | 16);
            case SIZE, WIDE -> bits;
            case SHIFT, SHIFT_WIDE -> bits < 8 ? 4 : 28 - Integer.numberOfLeadingZeros(bits);
            default -> element;
        };
    }

    private boolean wide() {
        return shape == Shape.WIDE || shape == Shape.SHIFT_WIDE;
    }

    private int full(int word) {
        return q == null || wide() ? 1 : q.of(word);
    }

    @Override
    boolean valid(int word) {
        if (twin != null && twin.of(word) != field.of(word)) {
            return false;
        }
        int e = narrow(word);
        return shape == Shape.FIXED || e <= element && (wide() || allowed(e, full(word)));
    }

    private boolean allowed(int e, int full) {
        return full == 1 || e < 2 || e == 2 && halfWords;
    }

    /** {@return "16b" and its kin} */
    static String arrangement(int element, int full) {
        return (8 << full >> element) + "" + "bhsd".charAt(element);
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append('v').append(field.of(word)).append('.');
        int e = narrow(word) + (wide() ? 1 : 0);
        out.append(text.isEmpty() ? arrangement(e, full(word)) : text);
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

    private boolean settle(OperandText in, String written) {
        if (!text.isEmpty()) {
            return written.equals(text);
        }
        for (int full = 0; full < 2; full++) {
            for (int e = 0; e < 4; e++) {
                if (arrangement(e, full).equals(written)) {
                    return settle(in, wide() ? e - 1 : e, full);
                }
            }
        }
        return false;
    }

    /** @param e the element before doubling */
    private boolean settle(OperandText in, int e, int full) {
        if (e < 0 || shape == Shape.FIXED && e != element) {
            return false;
        }
        if (in.shapeKnown) {
            return full(in.word) == full && narrow(in.word) == e;
        }
        if (!halfWords && narrow(in.word) != e) {
            return false;
        }
        if (wide()) {
            // The mnemonic has said Q, and the source that follows must agree.
            if (full != 1) {
                return false;
            }
        } else if (q != null) {
            in.put(q, full);
        } else if (full != 1) {
            return false;
        }
        if (source != null) {
            in.put(source, shape == Shape.LANE ? 1 << e : shape == Shape.SIZE || shape == Shape.WIDE ? e : 8 << e);
        }
        in.shapeKnown = true;
        return valid(in.word) || twin != null;
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
