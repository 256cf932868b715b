package relolens.analyzer.cpp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.Token.Kind;

/** Puts a call's arguments into a macro body: {@code #}, {@code ##}, variable arguments and {@code __VA_OPT__}. */
final class Substitution {
    private final Expander expander;

    Substitution(Expander expander) {
        this.expander = expander;
    }

    Token[] replace(Macro macro, List<Argument> arguments) {
        List<Token> out = new ArrayList<>(macro.body.length + 8);
        Token[] body = macro.body;
        int optionEnd = -1;
        for (int i = 0; i < body.length; i++) {
            Token token = body[i];
            boolean pastesRight = i > 0 && body[i - 1].has(Token.PASTE_LEFT);
            if (i == optionEnd) {
                endOption(out, token);
                optionEnd = -1;
            } else if (macro.variadic && token.isName("__VA_OPT__") && optionEnd < 0 && closing(body, i) > 0) {
                if (!pastesRight && !expander.inDirective()) {
                    out.add(Token.padding(token));
                }
                int close = closing(body, i);
                boolean present = present(arguments.get(arguments.size() - 1));
                if (present) {
                    optionEnd = close;
                    i++;
                } else {
                    if (pastesRight) {
                        dropPaste(out);
                    }
                    i = close;
                    out.add(Token.AVOID_PASTE);
                }
            } else if (token.kind == Kind.ARGUMENT) {
                argument(macro, token, pastesRight, i == 0, arguments.get(token.argument), out);
            } else {
                out.add(token);
            }
        }
        return out.toArray(new Token[0]);
    }

    private boolean present(Argument variable) {
        return variable.expanded(expander).stream().anyMatch(t -> t.kind != Kind.PADDING);
    }

    private static int closing(Token[] body, int option) {
        if (option + 1 >= body.length || !body[option + 1].is("(")) {
            return -1;
        }
        int depth = 0;
        for (int i = option + 1; i < body.length; i++) {
            if (body[i].is("(")) {
                depth++;
            } else if (body[i].is(")") && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static void endOption(List<Token> out, Token close) {
        if (close.has(Token.PASTE_LEFT)) {
            int last = out.size() - 1;
            while (last >= 0 && out.get(last).kind == Kind.PADDING) {
                out.remove(last--);
            }
            if (last >= 0) {
                out.set(last, out.get(last).withFlags(out.get(last).flags | Token.PASTE_LEFT));
            }
        } else {
            out.add(Token.AVOID_PASTE);
        }
    }

    private void argument(
            Macro macro, Token place, boolean pastesRight, boolean first, Argument argument, List<Token> out) {
        boolean pastesLeft = place.has(Token.PASTE_LEFT);
        List<Token> tokens;
        if (place.has(Token.STRINGIFY)) {
            tokens = List.of(place.respelled(Kind.STRING, argument.asString(), 0));
        } else if (pastesLeft || pastesRight) {
            tokens = argument.tokens;
        } else {
            tokens = argument.expanded(expander);
        }
        Token before = lastOf(out);
        boolean variable = macro.variadic && place.argument == macro.parameters.size() - 1;
        if (pastesRight && variable && before != null && before.is(",") && before.has(Token.PASTE_LEFT)) {
            if (argument.given) {
                dropPaste(out);
            } else {
                out.remove(out.size() - 1);
            }
        } else if (pastesRight && tokens.isEmpty()) {
            dropPaste(out);
        }
        if (!expander.inDirective() && !first && !pastesRight) {
            out.add(Token.padding(place));
        }
        out.addAll(tokens);
        if (tokens.isEmpty()) {
            if (pastesLeft && pastesRight) {
                keepPaste(out, before);
            }
        } else {
            Token last = tokens.get(tokens.size() - 1);
            int flags = last.flags & ~Token.PASTE_LEFT;
            out.set(
                    out.size() - 1,
                    last.kind == Kind.PADDING ? last : last.withFlags(pastesLeft ? flags | Token.PASTE_LEFT : flags));
        }
        if (!expander.inDirective() && !pastesLeft) {
            out.add(Token.AVOID_PASTE);
        }
    }

    /** {@code a ## empty ## b}: the left token is pasted to what follows the empty argument. */
    private static void keepPaste(List<Token> out, @Nullable Token before) {
        Token last = lastOf(out);
        if (before != null && last != null && last.kind != Kind.PADDING) {
            out.set(out.size() - 1, last.withFlags(last.flags | Token.PASTE_LEFT));
        }
    }

    private static void dropPaste(List<Token> out) {
        Token last = lastOf(out);
        if (last != null && last.kind != Kind.PADDING) {
            out.set(out.size() - 1, last.withFlags(last.flags & ~Token.PASTE_LEFT));
        }
    }

    private static @Nullable Token lastOf(List<Token> out) {
        return out.isEmpty() ? null : out.get(out.size() - 1);
    }
}
