package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/**
 * A vector register with an arrangement ({@code v0.16b}) that is fixed or told by fields. After the point: T and a letter
 * or digit name an {@link ElementSize}; B, HH, SS are fixed elements of which Q tells the number; 4S, 2D are all fixed;
 * =1q is taken literally, =2h/4h by Q (=2s/2d by sz where there is no Q).
 */
final class VectorRegister extends Operand {
    /** Specs whose register always is 128 bits wide: the wide side of an operation. */
    private static final List<String> WIDE = List.of("Ta", "Ts", "Tj");

    private final Field field;
    private final @Nullable Field twin;
    private final ElementSize size;
    /** Fixed texts by Q, empty where the arrangement is told by element and number. */
    private final String[] texts;
    /** Tells 64 from 128 bits; null where it always is 128. */
    private final @Nullable Field q;
    /** Whether a 64-bit register may hold words (not so in operations across the lanes). */
    private final boolean halfWords;
    /** Whether a 64-bit register may hold one doubleword. */
    private final boolean single;

    VectorRegister(BitPattern bits, String name, String spec) {
        int equals = name.indexOf('=');
        String key = name.substring(0, 2);
        field = bits.require("R" + name.charAt(1));
        twin = equals < 0 ? null : bits.require("R" + name.substring(equals + 2));
        texts = spec.charAt(0) == '=' ? spec.substring(1).split("/", -1) : new String[0];
        ElementSize told = ElementSize.ofVector(bits, spec);
        int fixed = Math.max(0, "BHSD".indexOf(spec.charAt(spec.length() - 1)));
        size = told == null ? ElementSize.fixed(bits, fixed) : told;
        boolean whole = WIDE.contains(spec) || Character.isDigit(spec.charAt(0)) || texts.length == 1;
        String wide = texts.length == 2 && !bits.has("Q") ? "sz" : "Q";
        q = bits.has(wide) && !whole ? bits.require(wide) : null;
        halfWords = !spec.equals("Tv");
        single = spec.equals("Tp");
        naming(key, Names.VECTOR, field);
    }

    private int full(int word) {
        return q == null ? 1 : q.of(word);
    }

    @Override
    boolean valid(int word) {
        if (twin != null && twin.of(word) != field.of(word)) {
            return false;
        }
        int e = size.log2(word);
        return e >= 0 && allowed(e, full(word));
    }

    private boolean allowed(int e, int full) {
        return full == 1 || e < 2 || e == 2 && halfWords || single;
    }

    /** {@return "16b" and its kin} */
    static String arrangement(int element, int full) {
        return (8 << full >> element) + "" + "bhsd".charAt(element);
    }

    private String text(int e, int full) {
        return texts.length == 0 ? arrangement(e, full) : texts[texts.length == 1 ? 0 : full];
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append('v').append(field.of(word)).append('.').append(text(size.log2(word), full(word)));
    }

    @Override
    boolean read(OperandText in) {
        Register r = in.peekRegister();
        String name = in.text.substring(in.at, in.nameEnd(in.at)).toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        if (r == null || r.bank() != 'v' || dot < 0) {
            return in.expected(expectation(in));
        }
        if (!settle(in, name.substring(dot + 1))) {
            return in.misfit(expectation(in));
        }
        in.at = in.nameEnd(in.at);
        in.put(field, r.number());
        if (twin != null) {
            in.put(twin, r.number());
        }
        return true;
    }

    private boolean settle(OperandText in, String written) {
        for (int full = 0; full < 2; full++) {
            for (int e = 0; e < 4; e++) {
                if (allowed(e, full) && text(e, full).equals(written) && settle(in, e, full)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean settle(OperandText in, int e, int full) {
        int word = in.word;
        int settled = in.settled;
        if (size.settle(in, e) && (q == null ? full == 1 : in.settle(q, full))) {
            return true;
        }
        in.word = word;
        in.settled = settled;
        return false;
    }

    /** Names the arrangements that what was read before leaves open. */
    private String expectation(OperandText in) {
        int word = in.word;
        int settled = in.settled;
        List<String> open = new ArrayList<>();
        for (int e = 0; e < 4; e++) {
            for (int full = 0; full < 2; full++) {
                if (allowed(e, full) && settle(in, e, full) && !open.contains(text(e, full))) {
                    open.add(text(e, full));
                }
                in.word = word;
                in.settled = settled;
            }
        }
        return open.isEmpty()
                ? "a vector register with an arrangement the mnemonic allows"
                : "a vector register (v0 to v31) with arrangement ." + String.join(", .", open);
    }
}
