package relolens.emulator.isa;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** A number of which only few values exist: a rotation in degrees, one of two floats, 0.0, an 8-bit float. */
final class ScalableConstant extends Operand {
    private final @Nullable Field field;
    private final double[] values;
    private final String[] texts;
    private final String wanted;

    private ScalableConstant(@Nullable Field field, double[] values, String[] texts, String wanted) {
        this.field = field;
        this.values = values;
        this.texts = texts;
        this.wanted = wanted;
    }

    /** @param name {@code turn}, {@code fp-half1}, {@code fp-half2}, {@code fp-zero1}, {@code fp-zero}, {@code fp-imm8} */
    static ScalableConstant named(BitPattern bits, String name) {
        switch (name) {
            case "turn":
                Field rot = bits.require("rot");
                boolean two = rot.width() == 1;
                double[] turns = two ? new double[] {90, 270} : new double[] {0, 90, 180, 270};
                String[] degrees = new String[turns.length];
                for (int i = 0; i < turns.length; i++) {
                    degrees[i] = "#" + (int) turns[i];
                }
                return new ScalableConstant(rot, turns, degrees, two ? "#90 or #270" : "#0, #90, #180 or #270");
            case "fp-half1":
                return floats(bits.require("i1"), "0.5 or 1.0", 0.5, 1);
            case "fp-half2":
                return floats(bits.require("i1"), "0.5 or 2.0", 0.5, 2);
            case "fp-zero1":
                return floats(bits.require("i1"), "0.0 or 1.0", 0, 1);
            case "fp-zero":
                return floats(null, "0.0", 0);
            default:
                return eight(bits.require("imm8"));
        }
    }

    private static ScalableConstant floats(@Nullable Field field, String wanted, double... values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = String.format(Locale.ROOT, "#%.1f", values[i]);
        }
        return new ScalableConstant(field, values, texts, wanted);
    }

    /** The 256 floats of sign, 3 bits of exponent and 4 of fraction (Arm ARM, VFPExpandImm). */
    private static ScalableConstant eight(Field imm8) {
        double[] values = new double[256];
        String[] texts = new String[256];
        for (int bits = 0; bits < 256; bits++) {
            int exponent = (bits >> 4 & 7 ^ 4) - 3;
            double v = (16 + (bits & 15)) / 16.0 * Math.pow(2, exponent);
            values[bits] = (bits & 128) != 0 ? -v : v;
            texts[bits] = String.format(Locale.ROOT, "#%.18e", values[bits]);
        }
        return new ScalableConstant(imm8, values, texts, "one of the 256 floating-point immediates (±n/16 × 2^r)");
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append(texts[field == null ? 0 : field.of(word)]);
    }

    @Override
    boolean read(OperandText in) {
        in.skipSpace();
        in.accept('#');
        in.skipSpace();
        int from = in.at;
        int end = from;
        while (end < in.text.length() && isNumber(in.text.charAt(end))) {
            end++;
        }
        double v;
        try {
            v = Double.parseDouble(in.text.substring(from, end));
        } catch (NumberFormatException e) {
            return in.expected(wanted);
        }
        for (int i = 0; i < values.length; i++) {
            // -0.0 is not 0.0 here.
            if (Double.compare(values[i], v) == 0) {
                in.at = end;
                if (field != null) {
                    in.put(field, i);
                }
                return true;
            }
        }
        return in.fail(OperandText.VALUE, "expected " + wanted, from, end);
    }

    private static boolean isNumber(char c) {
        return c >= '0' && c <= '9' || c == '.' || c == 'e' || c == 'E' || c == '-' || c == '+';
    }
}
