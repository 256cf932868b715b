package relolens.analyzer.cpp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.Token.Kind;

/** Makes tokens as gcc's lexer does for assembly: no {@code $} in names, no digraphs, lone quotes are tolerated. */
final class Lexer {
    private static final Token[] NONE = new Token[0];

    private final @Nullable SourceText source;
    private final String text;
    private final int limit;

    /** Offsets in the file for each offset of {@link #text}, if splices were cut out. */
    private final int @Nullable [] map;

    private int at;

    private Lexer(@Nullable SourceText source, String text, int from, int limit, int @Nullable [] map) {
        this.source = source;
        this.text = text;
        this.at = from;
        this.limit = limit;
        this.map = map;
    }

    /** {@return the tokens of a logical line} */
    static Token[] line(SourceText source, int start, int end, boolean spliced) {
        boolean spaced = start > 0 && source.text.charAt(start - 1) != '\n';
        if (!spliced) {
            return new Lexer(source, source.text, start, end, null).all(spaced);
        }
        StringBuilder clean = new StringBuilder(end - start);
        int[] map = new int[end - start + 1];
        for (int i = start; i < end; ) {
            char c = source.text.charAt(i);
            int after = c == '\\' ? LineSplitter.afterSplice(source.text, i) : -1;
            if (after > 0) {
                i = after;
            } else {
                map[clean.length()] = i++;
                clean.append(c);
            }
        }
        map[clean.length()] = end;
        return new Lexer(source, clean.toString(), 0, clean.length(), map).all(spaced);
    }

    /** {@return the tokens of text that stands in no file, for example the result of {@code ##}} */
    static Token[] spelled(String text) {
        return new Lexer(null, text, 0, text.length(), null).all(false);
    }

    private Token[] all(boolean spaced) {
        List<Token> found = new ArrayList<>();
        boolean space = spaced;
        while (true) {
            space |= skipSpace();
            if (at >= limit) {
                return found.isEmpty() ? NONE : found.toArray(NONE);
            }
            found.add(token(space ? Token.SPACED : 0));
            space = false;
        }
    }

    private boolean skipSpace() {
        int begin = at;
        while (at < limit) {
            char c = text.charAt(at);
            if (c <= ' ') {
                at++;
            } else if (c == '/' && at + 1 < limit && text.charAt(at + 1) == '*') {
                int close = text.indexOf("*/", at + 2);
                at = close < 0 || close + 2 > limit ? limit : close + 2;
            } else if (c == '/' && at + 1 < limit && text.charAt(at + 1) == '/') {
                at = limit;
            } else {
                break;
            }
        }
        return at > begin;
    }

    private Token token(int flags) {
        int start = at;
        Kind kind = scan(text.charAt(at));
        String spelling = kind == Kind.OPERATOR ? operator(start) : text.substring(start, at);
        if (map == null) {
            return Token.of(kind, spelling, flags, source, start, at);
        }
        return Token.of(kind, spelling, flags, source, map[start], map[at - 1] + 1);
    }

    private String operator(int start) {
        if (at - start == 1) {
            return SINGLE[text.charAt(start)];
        }
        return text.substring(start, at).intern();
    }

    private Kind scan(char c) {
        if (c == 'L' && (peek(1) == '"' || peek(1) == '\'')) {
            at++;
            return quoted(text.charAt(at));
        }
        if (isNameStart(c)) {
            at++;
            while (at < limit && isNamePart(text.charAt(at))) {
                at++;
            }
            return Kind.NAME;
        }
        if (isDigit(c) || c == '.' && at + 1 < limit && isDigit(text.charAt(at + 1))) {
            number();
            return Kind.NUMBER;
        }
        if (c == '"' || c == '\'') {
            return quoted(c);
        }
        int length = operatorLength(c);
        if (length > 0) {
            at += length;
            return Kind.OPERATOR;
        }
        at += Character.isHighSurrogate(c) && at + 1 < limit && Character.isLowSurrogate(text.charAt(at + 1)) ? 2 : 1;
        return Kind.OTHER;
    }

    private void number() {
        at++;
        while (at < limit) {
            char c = text.charAt(at);
            if (c == '.' || isNamePart(c)) {
                at++;
            } else if ((c == '+' || c == '-') && "eEpP".indexOf(text.charAt(at - 1)) >= 0) {
                at++;
            } else {
                return;
            }
        }
    }

    private Kind quoted(char quote) {
        at++;
        while (at < limit) {
            char c = text.charAt(at++);
            if (c == quote) {
                return quote == '"' ? Kind.STRING : Kind.CHARACTER;
            }
            if (c == '\\' && at < limit) {
                at++;
            }
        }
        return Kind.OTHER;
    }

    private int operatorLength(char c) {
        char d = peek(1);
        char e = peek(2);
        switch (c) {
            case '<':
            case '>':
                if (d == c) {
                    return e == '=' ? 3 : 2;
                }
                return d == '=' ? 2 : 1;
            case '-':
                return d == '-' || d == '=' || d == '>' ? 2 : 1;
            case '+':
            case '&':
            case '|':
                return d == c || d == '=' ? 2 : 1;
            case '=':
            case '!':
            case '*':
            case '/':
            case '%':
            case '^':
                return d == '=' ? 2 : 1;
            case '#':
                return d == '#' ? 2 : 1;
            case '.':
                return d == '.' && e == '.' ? 3 : 1;
            case '~':
            case '?':
            case ':':
            case ',':
            case ';':
            case '(':
            case ')':
            case '[':
            case ']':
            case '{':
            case '}':
                return 1;
            default:
                return 0;
        }
    }

    private char peek(int ahead) {
        return at + ahead < limit ? text.charAt(at + ahead) : 0;
    }

    static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static final String[] SINGLE = new String[128];

    static {
        Arrays.setAll(SINGLE, c -> String.valueOf((char) c));
    }
}
