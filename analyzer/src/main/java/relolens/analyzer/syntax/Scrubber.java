package relolens.analyzer.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import relolens.analyzer.cpp.PreprocessedLine;

/**
 * Splits lines into statements and reduces their white space by GNU as's rules: a space survives after the operation and
 * between two symbol characters, nowhere else. Character constants become numbers. Remembers an open block comment from
 * line to line.
 */
public final class Scrubber {
    private enum Place {
        START,
        /** After a label: an operation comes. */
        AFTER_LABEL,
        OPERATION,
        /** A label or an operation: a colon will tell. */
        FIRST_WORD,
        OPERANDS,
        SYMBOL,
        SPACE_AFTER_SYMBOL
    }

    private boolean inComment;
    private final StringBuilder out = new StringBuilder();
    private int[] columns = new int[128];
    private Place place = Place.START;

    /** {@return the statements of {@code line}, none of them empty} */
    public List<Statement> statements(PreprocessedLine line) {
        List<Statement> result = new ArrayList<>(1);
        String s = line.text();
        place = Place.START;
        out.setLength(0);
        int i = 0;
        while (i < s.length()) {
            char c = s.charAt(i);
            if (inComment) {
                int end = s.indexOf("*/", i);
                inComment = end < 0;
                i = end < 0 ? s.length() : end + 2;
                space(s, i);
            } else if (s.startsWith("/*", i)) {
                inComment = true;
                i += 2;
            } else if (s.startsWith("//", i)) {
                break;
            } else if (c == '#' && (place == Place.START)) {
                break;
            } else if (c == ' ' || c == '\t' || c == '\f' || c == '\r' || c == '\u000b') {
                i++;
                space(s, i);
            } else if (c == ';' || c == '\n') {
                finish(line, result);
                i++;
            } else if (c == '"') {
                i = string(s, i);
            } else if (c == '\'') {
                i = character(s, i);
            } else {
                plain(c, i);
                i++;
            }
        }
        finish(line, result);
        return result;
    }

    private void finish(PreprocessedLine line, List<Statement> result) {
        int length = out.length();
        while (length > 0 && out.charAt(length - 1) == ' ') {
            length--;
        }
        if (length > 0) {
            result.add(new Statement(out.substring(0, length), line, Arrays.copyOf(columns, length)));
        }
        out.setLength(0);
        place = Place.START;
    }

    private void put(char c, int column) {
        if (out.length() == columns.length) {
            columns = Arrays.copyOf(columns, columns.length * 2);
        }
        columns[out.length()] = column;
        out.append(c);
    }

    private void space(String s, int next) {
        switch (place) {
            case OPERATION, FIRST_WORD -> {
                int n = next;
                while (n < s.length() && (s.charAt(n) == ' ' || s.charAt(n) == '\t')) {
                    n++;
                }
                if (n < s.length() && s.charAt(n) == ':') {
                    return;
                }
                put(' ', next - 1);
                place = Place.OPERANDS;
            }
            case SYMBOL -> place = Place.SPACE_AFTER_SYMBOL;
            default -> {}
        }
    }

    private void plain(char c, int column) {
        boolean symbol = Cursor.isNamePart(c);
        if (c == ':') {
            place = place == Place.SYMBOL || place == Place.SPACE_AFTER_SYMBOL || place == Place.OPERANDS
                    ? Place.OPERANDS
                    : Place.AFTER_LABEL;
        } else if (place == Place.START) {
            place = Place.FIRST_WORD;
        } else if (place == Place.AFTER_LABEL) {
            place = Place.OPERATION;
        } else if (place == Place.SPACE_AFTER_SYMBOL) {
            // A backslash may begin a parameter that starts with a symbol character: keep the space.
            if (symbol || c == '\\') {
                put(' ', column);
            }
            place = symbol ? Place.SYMBOL : Place.OPERANDS;
        } else if (place == Place.OPERANDS && symbol) {
            place = Place.SYMBOL;
        } else if (place == Place.SYMBOL && !symbol) {
            place = Place.OPERANDS;
        }
        put(c, column);
    }

    private void beforeQuote(int column) {
        if (place == Place.SPACE_AFTER_SYMBOL) {
            put(' ', column);
            place = Place.OPERANDS;
        } else if (place == Place.SYMBOL) {
            place = Place.OPERANDS;
        } else if (place == Place.START) {
            place = Place.FIRST_WORD;
        }
    }

    private int string(String s, int from) {
        beforeQuote(from);
        put('"', from);
        int i = from + 1;
        while (i < s.length()) {
            char c = s.charAt(i);
            put(c, i);
            i++;
            if (c == '\\' && i < s.length()) {
                put(s.charAt(i), i);
                i++;
            } else if (c == '"') {
                break;
            }
        }
        return i;
    }

    private int character(String s, int from) {
        beforeQuote(from);
        int i = from + 1;
        if (i >= s.length()) {
            put('\'', from);
            return i;
        }
        int c = s.charAt(i++);
        if (c == '\\' && i < s.length()) {
            c = escape(s.charAt(i++));
        }
        if (i < s.length() && s.charAt(i) == '\'') {
            i++;
        }
        for (char digit : Integer.toString(c).toCharArray()) {
            put(digit, from);
        }
        return i;
    }

    private static int escape(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }
}
