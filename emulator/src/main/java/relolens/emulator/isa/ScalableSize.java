package relolens.emulator.isa;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/**
 * Where the element size of a scalable operand comes from: fixed by the row ({@code D}), or told by fields.
 *
 * <ul>
 *   <li>{@code bhsd}, {@code -hsd}, {@code sd}: letter number {@code size} (four letters) or {@code sz} (two); - is
 *       reserved;
 *   <li>{@code tsz}: the highest bit set of {@code tszh:tszl}; {@code tsz+} the next larger size;
 *   <li>{@code lane}: the lowest bit set of {@code tsz} or {@code tszh:tszl};
 *   <li>{@code limm}: the element of the bitmask immediate {@code imm13}.
 * </ul>
 */
final class ScalableSize {
    private static final String LETTERS = "bhsdq";
    private static final int NONE = -1;

    private enum Kind {
        FIXED,
        LETTERS,
        HIGHEST,
        LOWEST,
        MASK
    }

    private final Kind kind;
    private final String letters;
    private final @Nullable FieldPair fields;
    /** Of LETTERS: log2 for each value of the field. */
    private final byte[] log2;

    private final boolean everyValueNamed;
    /** 1 where the operand is one size larger than the fields say. */
    private final int larger;

    private ScalableSize(Kind kind, String letters, @Nullable FieldPair fields, int larger) {
        this.kind = kind;
        this.letters = letters;
        this.fields = fields;
        this.larger = larger;
        log2 = new byte[letters.length()];
        for (int i = 0; i < log2.length; i++) {
            log2[i] = (byte) LETTERS.indexOf(letters.charAt(i));
        }
        everyValueNamed = kind == Kind.FIXED || kind == Kind.LETTERS && letters.indexOf('-') < 0;
    }

    static ScalableSize of(BitPattern bits, String spec) {
        String lower = spec.toLowerCase(Locale.ROOT);
        return switch (spec) {
            case "tsz" -> new ScalableSize(Kind.HIGHEST, "", FieldPair.of(bits, "tszh:tszl"), 0);
            case "tsz+" -> new ScalableSize(Kind.HIGHEST, "", FieldPair.of(bits, "tszh:tszl"), 1);
            case "lane" ->
                new ScalableSize(Kind.LOWEST, "", FieldPair.of(bits, bits.has("tsz") ? "tsz" : "tszh:tszl"), 0);
            case "limm" -> new ScalableSize(Kind.MASK, "", FieldPair.of(bits, "imm13"), 0);
            default ->
                lower.equals(spec)
                        ? new ScalableSize(
                                Kind.LETTERS, spec, FieldPair.of(bits, spec.length() == 2 ? "sz" : "size"), 0)
                        : new ScalableSize(Kind.FIXED, lower, null, 0);
        };
    }

    private int field(int word) {
        return fields == null ? 0 : fields.of(word);
    }

    /** {@return log2 of the element's bytes, 0 to 4, or a negative number where {@code word} has a reserved size} */
    int log2(int word) {
        int n = field(word);
        return switch (kind) {
            case FIXED -> log2[0];
            case LETTERS -> log2[n];
            case HIGHEST -> n == 0 ? NONE : larger + 31 - Integer.numberOfLeadingZeros(n);
            case LOWEST -> n == 0 ? NONE : Integer.numberOfTrailingZeros(n);
            case MASK -> ScalableMask.element(n);
        };
    }

    /** {@return whether the size is one there is} */
    boolean valid(int word) {
        return everyValueNamed || log2(word) >= 0;
    }

    /** {@return the letter of {@code word}'s size} */
    char letter(int word) {
        return LETTERS.charAt(log2(word));
    }

    /** Lets a written suffix settle the size fields, or checks it against what an earlier operand settled. */
    boolean settle(OperandText in, String suffix) {
        int n = suffix.length() == 1 ? LETTERS.indexOf(suffix.charAt(0)) : NONE;
        if (n < 0) {
            return false;
        }
        if (fields == null || in.isSettled(fields.low())) {
            return log2(in.word) == n;
        }
        int value = value(n, suffix.charAt(0));
        if (value < 0 || value >> fields.width() != 0) {
            return false;
        }
        Field high = fields.high();
        return (high == null || in.settle(high, value >> fields.low().width()))
                && in.settle(fields.low(), value & (1 << fields.low().width()) - 1);
    }

    /** {@return what to put into the fields for size {@code n}, negative if they cannot name it} */
    private int value(int n, char letter) {
        return switch (kind) {
            case FIXED -> NONE;
            case LETTERS -> letters.indexOf(letter);
            case HIGHEST -> n < larger ? NONE : 1 << n - larger;
            case LOWEST -> 1 << n;
            case MASK -> n > 3 ? NONE : ScalableMask.ofElement(n);
        };
    }

    /** {@return the suffixes there are, for messages: ".b, .h or .s"} */
    String names() {
        String all = letters.isEmpty() ? kind == Kind.LOWEST ? "bhsdq" : "bhsd" : letters.replace("-", "");
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < all.length(); i++) {
            String before = i == 0 ? "." : i == all.length() - 1 ? " or ." : ", .";
            out.append(before).append(all.charAt(i));
        }
        return out.toString();
    }
}
