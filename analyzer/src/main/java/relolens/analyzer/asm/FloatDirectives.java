package relolens.analyzer.asm;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Floating-point numbers as bytes. */
final class FloatDirectives {
    private static final Pattern NUMBER = Pattern.compile("([-+]*)(\\d*)(\\.(\\d*))?([eE]([-+]?\\d*))?");
    private static final Pattern SPECIAL =
            Pattern.compile("([-+]?)(inf|infinity|nan|qnan|snan)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 5000;
    private static final int LARGEST_EXPONENT = 99_999;

    private final Assembly assembly;

    FloatDirectives(Assembly assembly) {
        this.assembly = assembly;
    }

    void register(Map<String, Directive> directives) {
        each(directives, FloatFormat.HALF, ".float16");
        each(directives, FloatFormat.BFLOAT, ".bfloat16");
        each(directives, FloatFormat.SINGLE, ".float", ".single", ".dc.s");
        each(directives, FloatFormat.DOUBLE, ".double", ".dc.d");
        each(directives, FloatFormat.EXTENDED, ".dc.x");
        directives.put(".dcb.s", o -> repeat(o, FloatFormat.SINGLE));
        directives.put(".dcb.d", o -> repeat(o, FloatFormat.DOUBLE));
        directives.put(".dcb.x", o -> repeat(o, FloatFormat.EXTENDED));
    }

    private void each(Map<String, Directive> directives, FloatFormat format, String... names) {
        for (String name : names) {
            directives.put(name, o -> numbers(o, format));
        }
    }

    private void numbers(Operands o, FloatFormat format) {
        if (o.atEnd()) {
            return;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        do {
            int from = o.cursor().skipSpace().at();
            all.writeBytes(DataDirectives.littleEndian(read(o, format, from), format.bytes()));
        } while (o.comma());
        o.end();
        assembly.sections.section().mapping.data(assembly.sections.here());
        assembly.sections.emit(all.toByteArray());
        assembly.symbols.moved();
    }

    private void repeat(Operands o, FloatFormat format) {
        long count = o.absolute();
        if (!o.comma()) {
            throw o.bad("expected ',' and the number to repeat");
        }
        byte[] one = DataDirectives.littleEndian(
                read(o, format, o.cursor().skipSpace().at()), format.bytes());
        o.end();
        assembly.sections.section().mapping.data(assembly.sections.here());
        assembly.sections.fill(Math.max(0, Math.min(count, Sections.MOST_BYTES * 16)) * one.length, one);
    }

    private BigInteger read(Operands o, FloatFormat format, int from) {
        String text = o.cursor().field();
        if (text.startsWith(":")) {
            return hexadecimal(o, format, text.substring(1), from);
        }
        // 0f, 0d and the like, which say nothing.
        String number = text.length() > 1 && text.charAt(0) == '0' && Character.isLetter(text.charAt(1))
                ? text.substring(2)
                : text;
        Matcher special = SPECIAL.matcher(number);
        if (special.matches()) {
            String word = special.group(2).toLowerCase(Locale.ROOT);
            boolean negative = special.group(1).equals("-");
            return word.startsWith("inf") ? format.infinity(negative) : format.nan(negative, word.equals("snan"));
        }
        Matcher m = NUMBER.matcher(number);
        if (text.length() > LONGEST || !m.matches()) {
            throw o.bad("expected a decimal floating-point number, not '" + text + "'", from);
        }
        @Nullable BigInteger bits = decimal(m, format);
        if (bits == null) {
            throw o.bad("'" + text + "' is too big or too small for " + format.bytes() + " bytes", from);
        }
        return bits;
    }

    private static @Nullable BigInteger decimal(Matcher m, FloatFormat format) {
        String fraction = m.group(4) == null ? "" : m.group(4);
        String digits = m.group(2) + fraction;
        String exponent = m.group(6) == null ? "" : m.group(6).replace("+", "");
        if (exponent.length() > 6) {
            return null;
        }
        int power = exponent.isEmpty() || exponent.equals("-") ? 0 : Integer.parseInt(exponent);
        if (Math.abs(power) > LARGEST_EXPONENT) {
            return null;
        }
        BigDecimal value = new BigDecimal(new BigInteger(digits.isEmpty() ? "0" : digits), fraction.length() - power);
        return format.encode(value, m.group(1).endsWith("-"));
    }

    private static BigInteger hexadecimal(Operands o, FloatFormat format, String digits, int from) {
        int most = 2 * format.bytes();
        if (!digits.matches("[0-9a-fA-F]*") || digits.length() > most) {
            throw o.bad("expected at most " + most + " hexadecimal digits after ':'", from);
        }
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits + "0".repeat(most - digits.length()), 16);
    }
}
