package relolens.analyzer.asm;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import relolens.analyzer.syntax.Expression;

/** Numbers and strings as bytes. */
final class DataDirectives {
    private final Assembly assembly;

    DataDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        sized(directives, 1, ".byte", ".dc.b");
        sized(directives, 2, ".hword", ".2byte", ".short", ".value", ".dc", ".dc.w");
        sized(directives, 4, ".word", ".long", ".4byte", ".int", ".dc.l");
        sized(directives, 8, ".quad", ".xword", ".8byte", ".dword", ".dc.a");
        sized(directives, 16, ".octa");
        directives.put(".ascii", o -> strings(o, 1, false));
        directives.put(".asciz", o -> strings(o, 1, true));
        directives.put(".string", o -> strings(o, 1, true));
        directives.put(".string8", o -> strings(o, 1, true));
        directives.put(".string16", o -> strings(o, 2, true));
        directives.put(".string32", o -> strings(o, 4, true));
        directives.put(".string64", o -> strings(o, 8, true));
        directives.put(".uleb128", o -> leb(o, false));
        directives.put(".sleb128", o -> leb(o, true));
        for (String name : new String[] {".float", ".single", ".dc.s"}) {
            directives.put(name, o -> floats(o, 4));
        }
        for (String name : new String[] {".double", ".dc.d"}) {
            directives.put(name, o -> floats(o, 8));
        }
    }

    private void begin() {
        assembly.sections.section().mapping.data(assembly.sections.here());
    }

    private void sized(Map<String, Directive> directives, int size, String... names) {
        for (String name : names) {
            directives.put(name, o -> numbers(o, size));
        }
    }

    private void numbers(Operands o, int size) {
        if (o.atEnd()) {
            return;
        }
        begin();
        do {
            if (o.cursor().peek() == ',' || o.atEnd()) {
                throw o.bad("expected a value");
            }
            int from = o.cursor().at();
            Expression e = o.expression();
            if (e instanceof Expression.Big big) {
                big(o, size, big.value(), from);
            } else {
                warnIfCut(o, size, e, from);
                assembly.data(size, e, o.statement().origin(from, o.cursor().at()));
            }
        } while (o.comma());
        o.end();
    }

    private void warnIfCut(Operands o, int size, Expression e, int from) {
        Long value = size < 8 ? assembly.evaluator.constant(e) : null;
        if (value != null && (value >> 8 * size) != 0 && (value >> 8 * size - 1) != -1) {
            assembly.problems.warning(
                    "value-truncated",
                    String.format(
                            Locale.ROOT,
                            "%s: 0x%x does not fit into %d byte%s; it is cut",
                            o.directive(),
                            value,
                            size,
                            size == 1 ? "" : "s"),
                    o.statement().origin(from, o.cursor().at()));
        }
    }

    private void big(Operands o, int size, BigInteger value, int from) {
        if (value.bitLength() > size * 8) {
            assembly.problems.warning(
                    "value-truncated",
                    o.directive() + ": this number does not fit into " + size + " bytes; it is cut",
                    o.statement().origin(from, o.cursor().at()));
        }
        assembly.sections.emit(littleEndian(value, size));
        assembly.symbols.moved();
    }

    static byte[] littleEndian(BigInteger value, int size) {
        byte[] out = new byte[size];
        for (int i = 0; i < size; i++) {
            out[i] = value.shiftRight(8 * i).byteValue();
        }
        return out;
    }

    private void strings(Operands o, int width, boolean terminated) {
        if (o.atEnd()) {
            return;
        }
        begin();
        do {
            byte[] text = o.string();
            if (terminated) {
                text = java.util.Arrays.copyOf(text, text.length + 1);
            }
            // Adjacent strings without a comma are one string.
            while (o.cursor().peek() == '"') {
                byte[] more = o.string();
                int keep = terminated ? text.length - 1 : text.length;
                byte[] joined = java.util.Arrays.copyOf(text, keep + more.length + (terminated ? 1 : 0));
                System.arraycopy(more, 0, joined, keep, more.length);
                text = joined;
            }
            byte[] wide = new byte[text.length * width];
            for (int i = 0; i < text.length; i++) {
                wide[i * width] = text[i];
            }
            assembly.sections.emit(wide);
        } while (o.comma());
        o.end();
    }

    private void leb(Operands o, boolean signed) {
        begin();
        do {
            Expression e = o.expression();
            Long value = assembly.evaluator.constant(e);
            if (value == null) {
                assembly.sections.leb(e, signed);
            } else {
                assembly.sections.emit(Leb.encode(value, signed, 1));
            }
            assembly.symbols.moved();
        } while (o.comma());
        o.end();
    }

    private void floats(Operands o, int size) {
        begin();
        do {
            String text = o.cursor().field();
            String number = text.length() > 2
                            && text.charAt(0) == '0'
                            && Character.isLetter(text.charAt(1))
                            && text.charAt(1) != 'x'
                    ? text.substring(2)
                    : text;
            try {
                // Goes through decimal text: Java's own parser would take suffixes and names that GNU as does not.
                if (number.length() > 400) {
                    throw new NumberFormatException();
                }
                double value = number.replaceFirst("^[-+]", "").equalsIgnoreCase("inf")
                        ? (number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
                        : number.replaceFirst("^[-+]", "").equalsIgnoreCase("nan")
                                ? Double.NaN
                                : Double.parseDouble(plain(number));
                if (size == 4) {
                    assembly.sections.emit(
                            4,
                            Float.floatToRawIntBits(
                                    Float.parseFloat(Double.isFinite(value) ? plain(number) : Double.toString(value))));
                } else {
                    assembly.sections.emit(8, Double.doubleToRawLongBits(value));
                }
            } catch (NumberFormatException e) {
                throw o.bad("expected a decimal floating-point number, not '" + text + "'", 0);
            }
        } while (o.comma());
        o.end();
    }

    private static String plain(String number) {
        if (!number.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,5})?")) {
            throw new NumberFormatException(number);
        }
        return new BigDecimal(number.endsWith(".") ? number + "0" : number.replace(".e", ".0e")).toString();
    }
}
