package relolens.emulator.isa;

import java.util.Locale;

/** Relocation operators before an expression: {@code :lo12:sym}, {@code #:abs_g1_nc:sym}. */
final class Modifiers {
    private Modifiers() {}

    /** Moves over an operator at the cursor. @return its name in lower case, "" if there is none */
    static String read(OperandText in) {
        int start = in.at;
        in.skipSpace();
        if (in.at < in.text.length() && in.text.charAt(in.at) == '#') {
            in.at++;
            in.skipSpace();
        }
        if (in.at < in.text.length() && in.text.charAt(in.at) == ':') {
            int name = in.at + 1;
            int end = in.nameEnd(name);
            if (end > name && end < in.text.length() && in.text.charAt(end) == ':') {
                in.at = end + 1;
                return in.text.substring(name, end).toLowerCase(Locale.ROOT);
            }
        }
        in.at = start;
        return "";
    }
}
