package relolens.emulator.isa;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The 8-bit float of FMOV: sign, 3 bits of exponent, 4 of fraction (Arm ARM, VFPExpandImm). */
final class FloatImmediate extends VectorImmediate.Eight {
    private final boolean isDouble;

    /** @param isDouble whether the register holds doubles: an immediate in hexadecimal is one's bits, else a single's */
    FloatImmediate(BitPattern bits, boolean isDouble) {
        super(bits);
        this.isDouble = isDouble;
    }

    private static double expand(int bits) {
        int exponent = (bits >> 4 & 7 ^ 4) - 3;
        double v = (16 + (bits & 15)) / 16.0 * Math.pow(2, exponent);
        return (bits & 128) != 0 ? -v : v;
    }

    @Override
    void print(int word, long address, StringBuilder out) {
        out.append(String.format(Locale.ROOT, "#%.18e", expand(bits(word))));
    }

    @Override
    boolean read(OperandText in) {
        in.accept('#');
        in.skipSpace();
        int from = in.at;
        int end = end(in.text, from);
        Double v = end == from ? null : number(in.text.substring(from, end), isDouble);
        if (v == null) {
            return in.expected("a floating-point number");
        }
        for (int bits = 0; bits < 256; bits++) {
            if (expand(bits) == v) {
                in.at = end;
                put(in, bits);
                return true;
            }
        }
        return in.fail(OperandText.VALUE, "not one of the 256 floating-point immediates (±n/16 × 2^r)", from, end);
    }

    /** {@return the end of the characters from {@code from} that may be of a floating-point number} */
    static int end(String text, int from) {
        int end = from;
        if (text.startsWith("0x", from) || text.startsWith("0X", from)) {
            end += 2;
            while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
                end++;
            }
            return end;
        }
        while (end < text.length() && "+-.0123456789eE".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end;
    }

    /**
     * {@return the number {@code text} says as GNU as reads it: decimal rounded to a single, hexadecimal the bits of a
     * single or double; null if it says none}
     */
    static @Nullable Double number(String text, boolean isDouble) {
        try {
            if (text.startsWith("0x") || text.startsWith("0X")) {
                long bits = Long.parseUnsignedLong(text.substring(2), 16);
                if (isDouble) {
                    return Double.longBitsToDouble(bits);
                }
                return bits >>> 32 != 0 ? null : (double) Float.intBitsToFloat((int) bits);
            }
            return (double) Float.parseFloat(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
