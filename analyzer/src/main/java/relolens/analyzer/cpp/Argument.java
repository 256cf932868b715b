package relolens.analyzer.cpp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.Token.Kind;

/** An argument of a macro call: as written, expanded and as a string, the latter two made when first wanted. */
final class Argument {
    /** As written; inner padding kept, outer dropped. */
    final List<Token> tokens;

    /** Whether it was written at all, be it empty. */
    final boolean given;

    private @Nullable List<Token> expanded;

    Argument(List<Token> tokens, boolean given) {
        int n = tokens.size();
        while (n > 0 && tokens.get(n - 1).kind == Kind.PADDING) {
            n--;
        }
        this.tokens = tokens.subList(0, n);
        this.given = given;
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    List<Token> expanded(Expander expander) {
        List<Token> found = expanded;
        if (found == null) {
            List<Token> list = new ArrayList<>(tokens);
            list.add(Token.END);
            found = expander.expanded(list.toArray(new Token[0]));
            expanded = found;
        }
        return found;
    }

    /** {@return the string {@code #parameter} makes of it (C11 6.10.3.2)} */
    String asString() {
        StringBuilder out = new StringBuilder("\"");
        Token model = null;
        boolean odd = false;
        for (Token token : tokens) {
            if (token.kind == Kind.PADDING) {
                if (model == null || !model.spaced() && token.model == null) {
                    model = token.model;
                }
                continue;
            }
            if (out.length() > 1 && (model == null ? token : model).spaced()) {
                out.append(' ');
            }
            model = null;
            if (token.kind == Kind.STRING || token.kind == Kind.CHARACTER) {
                token.text.chars().forEach(c -> {
                    if (c == '"' || c == '\\') {
                        out.append('\\');
                    }
                    out.append((char) c);
                });
            } else {
                out.append(token.text);
            }
            odd = token.kind == Kind.OTHER && token.text.startsWith("\\") && !odd;
        }
        if (odd) {
            out.setLength(out.length() - 1);
        }
        return out.append('"').toString();
    }
}
