package relolens.analyzer.cpp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.Token.Kind;

/** Reads what follows {@code #define} (C11 6.10.3, and gcc's {@code args...}). */
final class DefinitionParser {
    private static final Token[] EMPTY = new Token[0];

    private final Reader reader;

    DefinitionParser(Reader reader) {
        this.reader = reader;
    }

    /** {@return the macro, or null if the line defines none and a problem was reported} */
    Macro.@Nullable Shape parse(Token[] line) {
        if (line.length < 3) {
            return bad("no macro name given in #define: expected a name", line[1]);
        }
        Token name = line[2];
        if (name.kind != Kind.NAME) {
            return bad("macro names must be identifiers, found \"" + name.text + "\"", name);
        }
        if (name.text.equals("defined")) {
            return bad("\"defined\" cannot be used as a macro name", name);
        }
        int at = 3;
        List<String> parameters = new ArrayList<>();
        boolean functionLike = line.length > 3 && line[3].is("(") && !line[3].spaced();
        boolean variadic = false;
        if (functionLike) {
            at = 4;
            while (true) {
                if (at >= line.length) {
                    return bad("expected ')' at the end of the macro parameters", line[line.length - 1]);
                }
                Token t = line[at++];
                if (t.is(")") && parameters.isEmpty()) {
                    break;
                }
                if (t.is("...")) {
                    variadic = true;
                    parameters.add("__VA_ARGS__");
                } else if (t.kind == Kind.NAME && !parameters.contains(t.text)) {
                    parameters.add(t.text);
                    if (at < line.length && line[at].is("...")) {
                        variadic = true;
                        at++;
                    }
                } else {
                    return bad("expected a new parameter name, found \"" + t.text + "\"", t);
                }
                Token separator = at < line.length ? line[at++] : line[line.length - 1];
                if (separator.is(")")) {
                    break;
                }
                if (!separator.is(",") || variadic) {
                    return bad("expected " + (variadic ? "')'" : "',' or ')'") + " after macro parameter", separator);
                }
            }
        }
        Token[] body = body(line, at, functionLike, parameters);
        return body == null ? null : new Macro.Shape(name, functionLike, List.copyOf(parameters), variadic, body);
    }

    private Token @Nullable [] body(Token[] line, int from, boolean functionLike, List<String> parameters) {
        if (from >= line.length) {
            return EMPTY;
        }
        List<Token> body = new ArrayList<>(line.length - from);
        for (int i = from; i < line.length; i++) {
            Token token = line[i];
            if (body.isEmpty()) {
                token = token.withFlags(0);
            }
            if (token.is("##")) {
                if (body.isEmpty() || i + 1 == line.length) {
                    bad("'##' cannot appear at either end of a macro expansion", token);
                    return null;
                }
                int last = body.size() - 1;
                if (!body.get(last).has(Token.PASTE_LEFT)) {
                    body.set(last, body.get(last).withFlags(body.get(last).flags | Token.PASTE_LEFT));
                    continue;
                }
            }
            int index = functionLike && token.kind == Kind.NAME ? parameters.indexOf(token.text) : -1;
            if (index < 0) {
                body.add(token);
                continue;
            }
            Token argument = token.asArgument(index);
            Token before = body.isEmpty() ? null : body.get(body.size() - 1);
            if (before != null && before.is("#") && !before.has(Token.PASTE_LEFT)) {
                body.remove(body.size() - 1);
                argument = argument.withFlags(before.flags & Token.SPACED | Token.STRINGIFY);
            }
            body.add(argument);
        }
        return body.toArray(EMPTY);
    }

    private Macro.@Nullable Shape bad(String message, Token at) {
        reader.report("bad-define", message, at);
        return null;
    }
}
