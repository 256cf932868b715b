package relolens.analyzer.cpp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.Token.Kind;

/** Puts tokens into lines, with a space where the source had one or where two tokens would read as one. */
final class Output {
    private static final String MAY_TAKE_EQUALS = "= ! > < + - * / % & | ^ >> <<";

    private final List<PreprocessedLine> lines = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Token[] tokens = new Token[32];
    private int[] starts = new int[32];
    private int count;
    private @Nullable OpenFile file;
    private @Nullable Token previous;
    private @Nullable Token model;
    private boolean afterPadding;

    /** Tokens to come belong to a new line of {@code from}. */
    void newLine(@Nullable OpenFile from) {
        flush();
        file = from;
        previous = null;
        model = null;
    }

    void add(Token token) {
        if (token.kind == Kind.PADDING) {
            afterPadding = true;
            if (model == null || !model.spaced() && token.model == null) {
                model = token.model;
            }
            return;
        }
        if (afterPadding) {
            Token spacing = model == null ? token : model;
            if (spacing.spaced()
                    || previous != null && wouldPaste(previous, token)
                    || previous == null && token.is("#")) {
                text.append(' ');
            }
        } else if (token.spaced()) {
            text.append(' ');
        }
        afterPadding = false;
        model = null;
        previous = token;
        if (count == tokens.length) {
            tokens = Arrays.copyOf(tokens, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
        }
        tokens[count] = token;
        starts[count++] = text.length();
        text.append(token.text);
    }

    /** {@return the lines so far, the one being written included} */
    List<PreprocessedLine> lines() {
        flush();
        return lines;
    }

    void clear() {
        newLine(null);
        lines.clear();
    }

    private void flush() {
        if (count > 0 && file != null) {
            lines.add(new OutputLine(
                    text.toString(),
                    Arrays.copyOf(tokens, count),
                    Arrays.copyOf(starts, count),
                    file.source,
                    file.inclusion));
        }
        count = 0;
        text.setLength(0);
    }

    /** {@return whether two tokens written without a space could be read otherwise} */
    static boolean wouldPaste(Token a, Token b) {
        char c = b.kind == Kind.OPERATOR ? b.text.charAt(0) : 0;
        switch (a.kind) {
            case NAME:
                return b.kind == Kind.NAME
                        || b.kind == Kind.CHARACTER
                        || b.kind == Kind.STRING
                        || b.kind == Kind.NUMBER && b.text.chars().allMatch(x -> Lexer.isNamePart((char) x));
            case NUMBER:
                return b.kind == Kind.NUMBER
                        || b.kind == Kind.NAME
                        || b.kind == Kind.CHARACTER
                        || c == '.'
                        || c == '+'
                        || c == '-';
            case OTHER:
                return a.text.charAt(0) == '\\' && b.kind == Kind.NAME;
            case OPERATOR:
                return wouldPaste(a.text, c, b.kind);
            default:
                return false;
        }
    }

    private static boolean wouldPaste(String operator, char c, Kind next) {
        if (c == '=' && (" " + MAY_TAKE_EQUALS + " ").contains(" " + operator + " ")) {
            return true;
        }
        switch (operator) {
            case ">":
                return c == '>';
            case "<":
                return c == '<' || c == '%' || c == ':';
            case "+":
                return c == '+';
            case "-":
                return c == '-' || c == '>';
            case "/":
                return c == '/' || c == '*';
            case "%":
                return c == ':';
            case "&":
                return c == '&';
            case "|":
                return c == '|';
            case ":":
                return c == ':' || c == '>';
            case "->":
                return c == '*';
            case ".":
                return c == '.' || c == '%' || next == Kind.NUMBER;
            case "#":
                return c == '#' || c == '%';
            case "<=":
                return c == '>';
            default:
                return false;
        }
    }
}
