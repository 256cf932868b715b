package relolens.analyzer.macro;

import java.util.Locale;
import relolens.analyzer.syntax.Cursor;

/** Tells which directive a statement is, labels before it skipped. */
public final class BlockWords {
    private BlockWords() {}

    /** {@return the statement's first word behind labels, in lower case, if it is a directive, else ""} */
    public static String directive(String text) {
        int at = 0;
        while (true) {
            while (at < text.length() && ArgumentText.isSpace(text.charAt(at))) {
                at++;
            }
            int end = at;
            while (end < text.length() && Cursor.isNamePart(text.charAt(end))) {
                end++;
            }
            if (end > at && end < text.length() && text.charAt(end) == ':') {
                at = end + 1;
                continue;
            }
            return at < text.length() && text.charAt(at) == '.'
                    ? text.substring(at, end).toLowerCase(Locale.ROOT)
                    : "";
        }
    }

    static boolean opensRepetition(String word) {
        return switch (word) {
            case ".rept", ".rep", ".irp", ".irpc", ".irep", ".irepc" -> true;
            default -> false;
        };
    }
}
