package relolens.analyzer.macro;

import java.util.function.Consumer;
import relolens.analyzer.syntax.Cursor;

/** Cuts arguments and tokens out of a line as GNU as's macro code does. */
final class ArgumentText {
    /** Evaluates {@code %expr} of alternate mode. */
    @FunctionalInterface
    interface Evaluation {
        /** Appends the value of the expression at {@code from} to {@code out}; {@return index after it} */
        int evaluate(String text, int from, StringBuilder out);
    }

    private final String text;
    private final boolean alternate;
    private final Evaluation evaluation;

    ArgumentText(String text, boolean alternate, Evaluation evaluation) {
        this.text = text;
        this.alternate = alternate;
        this.evaluation = evaluation;
    }

    boolean alternate() {
        return alternate;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    boolean separator(char c) {
        return isSpace(c)
                || c == ','
                || c == '"'
                || c == ';'
                || c == ')'
                || c == '('
                || alternate && (c == '<' || c == '>');
    }

    int skipSpace(int at) {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    int skipComma(int at) {
        at = skipSpace(at);
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
        }
        return skipSpace(at);
    }

    /** {@return the index after the name that starts at {@code at}, {@code at} itself if none does} */
    static int token(String text, int at) {
        if (at < text.length() && Cursor.isNameStart(text.charAt(at))) {
            at++;
            while (at < text.length() && Cursor.isNamePart(text.charAt(at))) {
                at++;
            }
        }
        return at;
    }

    /** Hands the argument at {@code at} to {@code result}; {@return the index after it} */
    int argument(int at, Consumer<String> result) {
        StringBuilder out = new StringBuilder();
        at = skipSpace(at);
        if (at < text.length()) {
            char c = text.charAt(at);
            if (c == '%' && alternate) {
                at = evaluation.evaluate(text, at + 1, out);
            } else if (c == '"' || alternate && (c == '<' || c == '\'')) {
                boolean keep = alternate && c != '<';
                if (keep) {
                    out.append('"');
                }
                at = string(at, out);
                if (keep) {
                    out.append('"');
                }
            } else {
                at = word(at, out);
            }
        }
        result.accept(out.toString());
        return at;
    }

    private int word(int at, StringBuilder out) {
        StringBuilder open = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isSpace(c) && open.length() == 0 || c == ',' || c == '<' && alternate) {
                break;
            }
            int last = open.length() - 1;
            if (c == '"' || c == '\'') {
                out.append(c);
                at++;
                while (at < text.length() && text.charAt(at) != c) {
                    out.append(text.charAt(at++));
                }
                if (at == text.length()) {
                    return at;
                }
            } else if (c == '(' || c == '[') {
                open.append(c);
            } else if (last >= 0 && (c == ')' && open.charAt(last) == '(' || c == ']' && open.charAt(last) == '[')) {
                open.setLength(last);
            }
            out.append(c);
            at++;
        }
        return at;
    }

    private int string(int at, StringBuilder out) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '<' && alternate) {
                at = bracketed(at + 1, out);
            } else if (c == '"' || c == '\'' && alternate) {
                at = quoted(at + 1, c, out);
            } else {
                break;
            }
        }
        return at;
    }

    private int bracketed(int at, StringBuilder out) {
        int nest = 0;
        while (at < text.length() && (text.charAt(at) != '>' || nest > 0)) {
            char c = text.charAt(at);
            if (c == '!' && at + 1 < text.length()) {
                at++;
                c = text.charAt(at);
            } else if (c == '>') {
                nest--;
            } else if (c == '<') {
                nest++;
            }
            out.append(c);
            at++;
        }
        return Math.min(at + 1, text.length());
    }

    private int quoted(int at, char quote, StringBuilder out) {
        boolean escaped = false;
        while (at < text.length()) {
            escaped = text.charAt(at - 1) == '\\' && !escaped;
            char c = text.charAt(at);
            if (alternate && c == '!' && at + 1 < text.length()) {
                out.append(text.charAt(at + 1));
                at += 2;
            } else if (escaped && c == quote) {
                out.append(c);
                at++;
            } else {
                if (c == quote) {
                    at++;
                    if (at >= text.length() || text.charAt(at) != quote) {
                        break;
                    }
                }
                out.append(text.charAt(at));
                at++;
            }
        }
        return at;
    }
}
