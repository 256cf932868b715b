package relolens.analyzer.contract;

import java.util.Arrays;
import java.util.Optional;

/** Reads a clause's words and keeps the place of each, so that complaints can point at them. */
final class ClauseScanner {
    private final String text;
    private final int end;
    private int at;

    /** Where the last word read begins. */
    private int wordStart;

    ClauseScanner(String text) {
        this.text = text;
        this.end = endOfClause(text);
        skipSpace();
    }

    /** A comment may follow a clause; slashes in a reason belong to the reason. */
    private static int endOfClause(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '/' && i + 1 < text.length() && text.charAt(i + 1) == '/') {
                return i;
            }
        }
        return text.length();
    }

    private void skipSpace() {
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    boolean atEnd() {
        return at >= end;
    }

    char peek() {
        return at < end ? text.charAt(at) : 0;
    }

    private static boolean inWord(char c) {
        return Character.isLetterOrDigit(c) || "_.-+%$*?[]{}".indexOf(c) >= 0;
    }

    /** {@return the next word} */
    String word(String expected) throws BadClause {
        wordStart = at;
        while (at < end && inWord(text.charAt(at))) {
            at++;
        }
        if (at == wordStart) {
            throw expected(expected);
        }
        String word = text.substring(wordStart, at);
        skipSpace();
        return word;
    }

    /** {@return the next word, which may have slashes} */
    String path(String expected) throws BadClause {
        int start = at;
        while (at < end && (inWord(text.charAt(at)) || text.charAt(at) == '/')) {
            at++;
        }
        wordStart = start;
        if (at == start) {
            throw expected(expected);
        }
        String word = text.substring(start, at);
        skipSpace();
        return word;
    }

    boolean accept(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        skipSpace();
        return true;
    }

    void require(char c, String after) throws BadClause {
        if (!accept(c)) {
            throw expected("'" + c + "' after " + after);
        }
    }

    /** {@return the text between the next two quotes} */
    String quoted(String expected) throws BadClause {
        wordStart = at;
        if (peek() != '"') {
            throw expected(expected);
        }
        int close = text.indexOf('"', at + 1);
        if (close < 0 || close >= end) {
            throw new BadClause(at, end, "expected a closing quote");
        }
        String inner = text.substring(at + 1, close);
        at = close + 1;
        skipSpace();
        return inner;
    }

    /** {@return the next word if it is one of {@code choices}} */
    String oneOf(String what, String... choices) throws BadClause {
        String expected = what + ": " + String.join(", ", choices);
        String word = word(expected);
        if (!Arrays.asList(choices).contains(word)) {
            throw wrong(expected);
        }
        return word;
    }

    long number(String what, long least, long most) throws BadClause {
        String expected = what + " from " + least + " to " + most;
        String word = word(expected);
        Optional<Long> value = Sizes.parse(word);
        if (value.isEmpty() || value.get() < least || value.get() > most) {
            throw wrong(expected);
        }
        return value.get();
    }

    long size(String what) throws BadClause {
        return size(what, 1);
    }

    long size(String what, long least) throws BadClause {
        String expected = what + " in bytes such as 4096, 4K or 25MB";
        Optional<Long> value = Sizes.parse(word(expected));
        if (value.isEmpty() || value.get() < least) {
            throw wrong(expected);
        }
        return value.get();
    }

    long powerOfTwo(String what) throws BadClause {
        long value = size(what);
        if (Long.bitCount(value) != 1) {
            throw wrong(what + " that is a power of two");
        }
        return value;
    }

    /** {@return a complaint about what comes next} */
    BadClause expected(String expected) {
        int stop = at;
        while (stop < end && !Character.isWhitespace(text.charAt(stop))) {
            stop++;
        }
        String found = atEnd() ? "the end of the clause" : "\"" + text.substring(at, stop) + "\"";
        return new BadClause(at, stop, "expected " + expected + ", found " + found);
    }

    /** {@return a complaint about the word just read} */
    BadClause wrong(String expected) {
        int stop = wordStart;
        while (stop < end && (inWord(text.charAt(stop)) || text.charAt(stop) == '"' && stop == wordStart)) {
            stop++;
        }
        return new BadClause(
                wordStart, stop, "expected " + expected + ", found \"" + text.substring(wordStart, stop) + "\"");
    }

    /** {@return a complaint about the word just read, which is fine but not here} */
    BadClause misplaced(String message) {
        BadClause wrong = wrong("");
        return new BadClause(wrong.start, wrong.end, message);
    }
}
