package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/**
 * The last source of a by-element operation: {@code v3.h[7]}. Its index takes the bits H, L and M, the number of the
 * register what they leave (Arm ARM C4.1.96, Advanced SIMD vector x indexed element).
 */
final class IndexedElement extends Operand {
    /** Which index bits an element has, the register number getting the rest. */
    private enum Index {
        /** H:L:M; the register is one of v0 to v15. */
        HLM,
        HL,
        H
    }

    private final Field rm;
    private final Field m;
    private final Field l;
    private final Field h;
    private final @Nullable ElementSize size;
    /** What stands between register and index where it is fixed, such as 4b; else "". */
    private final String text;
    /** Whether an element is a pair of numbers, as FCMLA's are. */
    private final boolean pairs;
    /** Tells 64 from 128 bits; null if it does not matter. */
    private final @Nullable Field q;

    /** @param shape after the point: x, xh, xs, xf take the element from size or sz, x=4b is literal; xc, xch complex */
    IndexedElement(BitPattern bits, String shape) {
        rm = bits.require("Rm");
        m = bits.require("M");
        l = bits.require("L");
        h = bits.require("H");
        pairs = shape.startsWith("xc");
        q = pairs && bits.has("Q") ? bits.require("Q") : null;
        text = shape.startsWith("x=") ? shape.substring(2) : "";
        size = switch (shape) {
            case "x" -> ElementSize.ofVector(bits, "T2");
            case "xf" -> ElementSize.ofVector(bits, "Tf");
            case "xh", "xch" -> ElementSize.fixed(bits, 1);
            case "xs", "xc" -> ElementSize.fixed(bits, 2);
            default -> null;
        };
        naming("Vm", Names.VECTOR, null);
    }

    private Index index(int log2) {
        if (size == null) {
            return Index.HL;
        }
        int position = (pairs ? 1 : 0) + log2;
        return position == 1 ? Index.HLM : position == 2 ? Index.HL : Index.H;
    }

    private int log2(int word) {
        return size == null ? 2 : size.log2(word);
    }

    @Override
    boolean valid(int word) {
        int e = log2(word);
        if (e < 0) {
            return false;
        }
        return switch (index(e)) {
            case HLM -> true;
            // Half a register has two complex halfwords.
            case HL -> !pairs || q == null || q.of(word) == 1 || h.of(word) == 0;
            case H -> l.of(word) == 0 && (q == null || q.of(word) == 1);
        };
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        int e = log2(word);
        out.append('v').append(number(word)).append('.').append(element(e));
        out.append('[').append(value(index(e), word)).append(']');
    }

    private String element(int log2) {
        return text.isEmpty() ? String.valueOf("bhsd".charAt(log2)) : text;
    }

    private int value(Index index, int word) {
        return switch (index) {
            case HLM -> h.of(word) << 2 | l.of(word) << 1 | m.of(word);
            case HL -> h.of(word) << 1 | l.of(word);
            case H -> h.of(word);
        };
    }

    @Override
    boolean read(OperandText in) {
        Register r = in.peekRegister();
        String name = in.text.substring(in.at, in.nameEnd(in.at)).toLowerCase(Locale.ROOT);
        int e = r == null || r.bank() != 'v' ? -1 : settle(in, name.substring(name.indexOf('.') + 1));
        if (r == null || e < 0) {
            String wanted = "a vector element " + String.join(" or ", examples(in));
            boolean element = r != null && r.bank() == 'v' && in.nameEnd(in.at) < in.text.length();
            return element && in.text.charAt(in.nameEnd(in.at)) == '[' ? in.misfit(wanted) : in.expected(wanted);
        }
        Index index = index(e);
        int start = in.at;
        in.at = in.nameEnd(in.at);
        if (index == Index.HLM && r.number() > 15) {
            return in.fail(OperandText.VALUE, "an element of a halfword must be of v0 to v15", start, in.at);
        }
        in.put(rm, r.number() & 15);
        if (index != Index.HLM) {
            in.put(m, r.number() >> 4);
        }
        int max = q != null && q.of(in.word) == 0 ? 1 : index == Index.HLM ? 7 : index == Index.HL ? 3 : 1;
        return in.accept('[') ? number(in, index, max) : in.expected("'['");
    }

    private boolean number(OperandText in, Index index, int max) {
        in.skipSpace();
        int from = in.at;
        OperandReader.Value value = in.expression("an element number");
        if (value == null) {
            return false;
        }
        Long n = value.constant();
        if (n == null) {
            return in.unknown();
        }
        if (n < 0 || n > max) {
            return in.fail(OperandText.VALUE, "element " + n + " is out of range 0.." + max, from, in.at);
        }
        int bits = (int) (long) n;
        switch (index) {
            case HLM -> {
                in.put(m, bits & 1);
                in.put(l, bits >> 1 & 1);
                in.put(h, bits >> 2);
            }
            case HL -> {
                in.put(l, bits & 1);
                in.put(h, bits >> 1);
            }
            case H -> in.put(h, bits);
        }
        return in.accept(']') || in.expected("']'");
    }

    /** {@return log2 of the element written, or -1 if it does not go with what was read before} */
    private int settle(OperandText in, String written) {
        if (size == null) {
            return written.equals(text) ? 2 : -1;
        }
        int e = VectorLane.element(written);
        return e >= 0 && size.settle(in, e) ? e : -1;
    }

    private List<String> examples(OperandText in) {
        List<String> all = new ArrayList<>();
        int word = in.word;
        int settled = in.settled;
        for (int e = 0; e < 4; e++) {
            if (settle(in, element(e)) == e) {
                all.add("(v0." + element(e) + "[0])");
            }
            in.word = word;
            in.settled = settled;
        }
        return all;
    }

    @Override
    int number(int word) {
        int e = log2(word);
        return e >= 0 && index(e) == Index.HLM ? rm.of(word) : m.of(word) << 4 | rm.of(word);
    }
}
