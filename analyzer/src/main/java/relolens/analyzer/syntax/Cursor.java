package relolens.analyzer.syntax;

import org.jspecify.annotations.Nullable;

/** A place in a statement's text, moved along while its operands are read. */
public final class Cursor {
    private final String text;
    private int at;

    public Cursor(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** {@return whether a symbol may start with {@code c}} */
    public static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '.' || c == '$' || c >= 0x80;
    }

    /** {@return whether a symbol may go on with {@code c}} */
    public static boolean isNamePart(char c) {
        return isNameStart(c) || c >= '0' && c <= '9';
    }

    /** {@return the whole text} */
    public String text() {
        return text;
    }

    /** {@return the index of the next character} */
    public int at() {
        return at;
    }

    /** Moves to {@code index}. */
    public void moveTo(int index) {
        at = Math.min(index, text.length());
    }

    /** Skips white space. */
    public Cursor skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return this;
    }

    /** {@return whether only white space is left} */
    public boolean atEnd() {
        skipSpace();
        return at >= text.length();
    }

    /** {@return the next character after white space, 0 at the end} */
    public char peek() {
        skipSpace();
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** {@return the character {@code ahead} places further, 0 behind the end} */
    public char ahead(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    /** {@return whether the next character was {@code c}, which is then behind us} */
    public boolean take(char c) {
        if (peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    /** {@return the symbol name at this place, quoted or plain, or null if there is none (and nothing moved)} */
    public @Nullable String name() {
        skipSpace();
        if (at < text.length() && text.charAt(at) == '"') {
            int end = text.indexOf('"', at + 1);
            if (end < 0) {
                return null;
            }
            String name = text.substring(at + 1, end);
            at = end + 1;
            return name;
        }
        if (at >= text.length() || !isNameStart(text.charAt(at))) {
            return null;
        }
        int from = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    /** {@return the text from here to the next comma or the end, trimmed; the comma stays} */
    public String field() {
        skipSpace();
        int from = at;
        boolean quoted = false;
        while (at < text.length() && (quoted || text.charAt(at) != ',')) {
            quoted ^= text.charAt(at) == '"';
            at++;
        }
        return text.substring(from, at).strip();
    }

    /** {@return all that is left, trimmed} */
    public String rest() {
        skipSpace();
        String rest = text.substring(at).strip();
        at = text.length();
        return rest;
    }
}
