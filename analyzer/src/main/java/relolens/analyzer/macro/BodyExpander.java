package relolens.analyzer.macro;

import java.util.Locale;
import java.util.Map;
import relolens.analyzer.syntax.Cursor;

/** Puts actual arguments into the lines of one expansion. {@code LOCAL} names live as long as the expansion. */
final class BodyExpander {
    private final Map<String, String> actuals;
    private final boolean alternate;
    private final boolean locals;
    private final int number;
    private final MacroCounters counters;

    /**
     * @param actuals parameter to text; grows by {@code LOCAL} names
     * @param locals whether {@code LOCAL} is known here (in macros, not in {@code .irp})
     * @param number what {@code \@} stands for
     */
    BodyExpander(Map<String, String> actuals, boolean alternate, boolean locals, int number, MacroCounters counters) {
        this.actuals = actuals;
        this.alternate = alternate;
        this.locals = locals;
        this.number = number;
        this.counters = counters;
    }

    /** {@return {@code line} with its parameters replaced} */
    String expand(String line) {
        StringBuilder out = new StringBuilder(line.length() + 16);
        boolean quoted = false;
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '&') {
                at = substitute(line, at + 1, '&', out);
            } else if (c == '\\') {
                at = backslash(line, at + 1, out);
            } else if (alternate && Cursor.isNameStart(c)) {
                if (locals && !quoted && isLocal(line, at)) {
                    defineLocals(line, at + 5);
                    at = line.length();
                } else {
                    at = substitute(line, at, '\'', out);
                }
            } else {
                quoted ^= c == '"';
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private int backslash(String line, int at, StringBuilder out) {
        char next = at < line.length() ? line.charAt(at) : 0;
        if (next == '(') {
            at++;
            while (at < line.length() && line.charAt(at) != ')') {
                out.append(line.charAt(at++));
            }
            return Math.min(at + 1, line.length());
        }
        if (next == '@') {
            out.append(number);
            return at + 1;
        }
        if (next == '&') {
            // A preprocessor variable of GASP: none of ours.
            out.append("\\&");
            return at + 1;
        }
        return substitute(line, at, '\\', out);
    }

    private int substitute(String line, int from, char kind, StringBuilder out) {
        int end = ArgumentText.token(line, from);
        String name = line.substring(from, end);
        String actual = end > from ? actuals.get(name) : null;
        if (actual != null) {
            out.append(actual);
            // In alternate mode a trailing & glues parameter and text.
            return alternate && end < line.length() && line.charAt(end) == '&' ? end + 1 : end;
        }
        if (kind != '\'') {
            out.append(kind);
        }
        out.append(name);
        return end;
    }

    private static boolean isLocal(String line, int at) {
        return at + 5 < line.length()
                && line.substring(at, at + 5).toUpperCase(Locale.ROOT).equals("LOCAL")
                && ArgumentText.isSpace(line.charAt(at + 5));
    }

    private void defineLocals(String line, int from) {
        Cursor cursor = new Cursor(line, from);
        for (String name = cursor.name(); name != null; name = cursor.name()) {
            actuals.putIfAbsent(name, String.format(Locale.ROOT, ".LL%04x", counters.nextLocal()));
            cursor.take(',');
        }
    }
}
