package relolens.analyzer.cpp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.Token.Kind;

/**
 * Replaces macros (C11 6.10.3) with gcc's rules for the space between tokens. Works on a stack of token lists over the
 * file being read; a macro's name is left alone while its own replacement is on that stack.
 */
final class Expander {
    /** Tokens one unit may produce by expansion, far above what headers need. */
    private static final int FUEL = 4_000_000;

    private static final int MAX_NESTING = 400;

    private static final class Context {
        final Token[] tokens;
        final @Nullable Expansion expansion;
        final @Nullable Context below;
        int next;

        Context(Token[] tokens, @Nullable Expansion expansion, @Nullable Context below) {
            this.tokens = tokens;
            this.expansion = expansion;
            this.below = below;
        }

        @Nullable
        Macro macro() {
            return expansion == null ? null : expansion.macro;
        }
    }

    private final Reader reader;
    private final MacroTable macros;
    private final BuiltinMacros builtins;
    private final Substitution substitution = new Substitution(this);
    private @Nullable Context top;
    private int preventExpansion;
    private int fuel = FUEL;
    private int nesting;

    /** Whether a directive is being read: no padding then. */
    private boolean inDirective;

    Expander(Reader reader, MacroTable macros, BuiltinMacros builtins) {
        this.reader = reader;
        this.macros = macros;
        this.builtins = builtins;
    }

    boolean inDirective() {
        return inDirective;
    }

    /** {@return the next token, padding included, macros replaced; {@link Token#END} at the end of the list or file} */
    Token next() {
        return next(0);
    }

    private Token next(int parsingArguments) {
        while (true) {
            Token token;
            Context context = top;
            if (context == null) {
                token = reader.next(parsingArguments);
            } else if (context.next < context.tokens.length) {
                token = context.tokens[context.next];
                if (token == Token.END) {
                    return token;
                }
                context.next++;
                if (context.expansion != null
                        && token.expansion == null
                        && token.kind != Kind.PADDING
                        && !inDirective) {
                    token = token.in(context.expansion);
                }
                if (token.has(Token.PASTE_LEFT)) {
                    Token left = token;
                    pasteAll(left);
                    if (inDirective) {
                        continue;
                    }
                    return Token.padding(left);
                }
            } else {
                pop();
                if (inDirective) {
                    continue;
                }
                return Token.AVOID_PASTE;
            }
            if (token.kind != Kind.NAME || token.has(Token.PAINTED)) {
                return token;
            }
            Macro macro = macros.get(token.text);
            if (macro == null) {
                return token;
            }
            if (macro.disabled) {
                return token.withFlags(token.flags | Token.PAINTED);
            }
            if (preventExpansion > 0 || !enter(macro, token)) {
                return token;
            }
            reader.readings().use(token, macro);
            if (!inDirective) {
                return Token.padding(token);
            }
        }
    }

    private void pop() {
        Context gone = top;
        if (gone == null) {
            return;
        }
        top = gone.below;
        Macro macro = gone.macro();
        if (macro != null && (top == null || top.macro() != macro)) {
            macro.disabled = false;
        }
    }

    private void push(Token[] tokens, @Nullable Expansion expansion) {
        top = new Context(tokens, expansion, top);
    }

    private void backUp() {
        if (top == null) {
            reader.backUp();
        } else {
            top.next--;
        }
    }

    private boolean enter(Macro macro, Token name) {
        if (macro.builtin != null) {
            Token value = builtins.value(macro.builtin, name, this);
            if (value == null) {
                return macro.builtin == Macro.Builtin.PRAGMA && !inDirective && dropPragma();
            }
            push(new Token[] {value.in(new Expansion(macro, name))}, null);
            return true;
        }
        if (macro.body.length > fuel) {
            reader.report("expansion-limit", "macro expansion grows beyond " + FUEL + " tokens: left as it is", name);
            return false;
        }
        Expansion expansion = new Expansion(macro, name);
        Token[] body = macro.body;
        if (macro.functionLike) {
            if (nesting >= MAX_NESTING) {
                reader.report("expansion-limit", "macro arguments nested deeper than " + MAX_NESTING, name);
                return false;
            }
            List<Argument> arguments = openParenthesis() ? collect(macro, expansion) : null;
            if (arguments == null) {
                return false;
            }
            nesting++;
            body = macro.parameters.isEmpty() ? body : substitution.replace(macro, arguments);
            nesting--;
        }
        fuel -= body.length + 1;
        macro.disabled = true;
        push(body, expansion);
        return true;
    }

    /** {@code _Pragma("…")} says nothing to an assembler. */
    private boolean dropPragma() {
        if (!openParenthesis()) {
            return false;
        }
        preventExpansion++;
        Token token = next(2);
        while (token != Token.END && !token.is(")")) {
            token = next(2);
        }
        preventExpansion--;
        return true;
    }

    /** {@return whether an opening parenthesis follows; if so it is taken} */
    private boolean openParenthesis() {
        preventExpansion++;
        Token padding = null;
        Token token = next(1);
        while (token.kind == Kind.PADDING) {
            if (padding == null || padding.model == null || !padding.model.spaced() && token.model == null) {
                padding = token;
            }
            token = next(1);
        }
        preventExpansion--;
        if (token.is("(")) {
            return true;
        }
        if (token != Token.END) {
            backUp();
        }
        if (padding != null) {
            push(new Token[] {padding}, null);
        }
        return false;
    }

    private @Nullable List<Argument> collect(Macro macro, Expansion expansion) {
        preventExpansion++;
        List<Argument> arguments = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        int depth = 0;
        int size = 0;
        int count = macro.parameters.size();
        while (true) {
            Token token = next(2);
            if (token.kind == Kind.PADDING) {
                if (!current.isEmpty()) {
                    current.add(token);
                }
                continue;
            }
            if (token == Token.END || ++size > fuel) {
                preventExpansion--;
                reader.report(
                        "macro-arguments",
                        "unterminated argument list invoking macro \"" + macro.name + "\"",
                        expansion.use);
                return null;
            }
            if (token.is("(")) {
                depth++;
            } else if (token.is(")") && depth-- == 0) {
                if (token.expansion == null && token.source == expansion.use.source) {
                    expansion.end = token.end;
                }
                break;
            } else if (token.is(",") && depth == 0 && !(macro.variadic && arguments.size() == count - 1)) {
                arguments.add(new Argument(current, true));
                current = new ArrayList<>();
                continue;
            }
            current.add(token.expansion == null && !inDirective ? token.in(expansion) : token);
        }
        preventExpansion--;
        arguments.add(new Argument(current, true));
        return checkCount(macro, arguments, expansion.use);
    }

    private @Nullable List<Argument> checkCount(Macro macro, List<Argument> arguments, Token name) {
        int given = arguments.size();
        int wanted = macro.parameters.size();
        if (wanted == 0 && given == 1 && arguments.get(0).isEmpty()) {
            return List.of();
        }
        boolean omitted = macro.variadic && given + 1 == wanted;
        if (given == wanted || omitted) {
            // gcc swallows the comma of ", ## args" if the variable argument was left out altogether.
            if (omitted) {
                arguments.add(new Argument(List.of(), false));
            } else if (macro.variadic && given == 1 && arguments.get(0).isEmpty()) {
                arguments.set(0, new Argument(List.of(), false));
            }
            return arguments;
        }
        String takes = given > wanted ? "takes just " + wanted : "requires " + wanted;
        reader.report(
                "macro-arguments",
                "macro \"" + macro.name + "\" " + takes + (wanted == 1 ? " argument" : " arguments") + ", got " + given,
                name);
        return null;
    }

    /** {@return the tokens of a list with all macros replaced, padding kept} */
    List<Token> expanded(Token[] list) {
        int prevented = preventExpansion;
        preventExpansion = 0;
        Context below = top;
        push(list, null);
        Context limit = top;
        List<Token> out = new ArrayList<>(list.length);
        while (fuel > 0) {
            Token token = next(2);
            if (token == Token.END) {
                break;
            }
            out.add(token);
            fuel--;
        }
        while (top != limit && top != null) {
            pop();
        }
        top = below;
        preventExpansion = prevented;
        return out;
    }

    /** Reads {@code list} as the rest of a directive; {@link #closeDirective} must follow. */
    DirectiveState openDirective(Token[] list) {
        DirectiveState saved = new DirectiveState(top, preventExpansion, inDirective);
        preventExpansion = 0;
        inDirective = true;
        push(list, null);
        return saved;
    }

    void closeDirective(DirectiveState saved) {
        while (top != null && top != saved.top) {
            pop();
        }
        preventExpansion = saved.preventExpansion;
        inDirective = saved.inDirective;
    }

    /** What a directive interrupts. */
    static final class DirectiveState {
        private final @Nullable Context top;
        private final int preventExpansion;
        private final boolean inDirective;

        private DirectiveState(@Nullable Context top, int preventExpansion, boolean inDirective) {
            this.top = top;
            this.preventExpansion = preventExpansion;
            this.inDirective = inDirective;
        }
    }

    /** {@return the next token as it is written} */
    Token nextUnexpanded() {
        preventExpansion++;
        try {
            return next(0);
        } finally {
            preventExpansion--;
        }
    }

    private void pasteAll(Token first) {
        Token left = first;
        Context context = top;
        Token right;
        do {
            if (context == null || context.next >= context.tokens.length) {
                left = left.withFlags(left.flags & ~Token.PASTE_LEFT);
                break;
            }
            right = context.tokens[context.next];
            if (right == Token.END) {
                left = left.withFlags(left.flags & ~Token.PASTE_LEFT);
                break;
            }
            context.next++;
            if (right.kind == Kind.PADDING) {
                left = left.withFlags(left.flags & ~Token.PASTE_LEFT);
                break;
            }
            Token pasted = paste(left, right);
            if (pasted == null) {
                left = left.withFlags(left.flags & ~Token.PASTE_LEFT);
                context.next--;
                break;
            }
            left = pasted;
        } while (right.has(Token.PASTE_LEFT));
        push(new Token[] {left}, null);
    }

    /** {@return both as one token, or null if they make none: an assembler's text then keeps them apart} */
    private static @Nullable Token paste(Token left, Token right) {
        if (left.is("/") && !right.is("=")) {
            return null;
        }
        Token[] read = Lexer.spelled(left.text + right.text);
        return read.length == 1 ? left.respelled(read[0].kind, read[0].text, left.flags & Token.SPACED) : null;
    }
}
