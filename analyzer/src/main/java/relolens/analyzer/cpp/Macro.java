package relolens.analyzer.cpp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A macro as it is defined right now. */
final class Macro {
    /** Macros whose value depends on where they are used. */
    enum Builtin {
        FILE,
        BASE_FILE,
        LINE,
        COUNTER,
        INCLUDE_LEVEL,
        DATE,
        TIME,
        TIMESTAMP,
        PRAGMA,
        /** Only {@code #if} gives it a meaning. */
        CONDITION
    }

    /** What a definition says: read once for all units that include the file. */
    record Shape(Token defined, boolean functionLike, List<String> parameters, boolean variadic, Token[] body) {}

    final String name;
    final boolean functionLike;
    final List<String> parameters;
    final boolean variadic;
    final Token[] body;

    /** The name in its {@code #define}. */
    final Token defined;

    final @Nullable Builtin builtin;

    /** Being expanded at the moment, so its name stands for itself. */
    boolean disabled;

    Macro(
            Token defined,
            boolean functionLike,
            List<String> parameters,
            boolean variadic,
            Token[] body,
            @Nullable Builtin builtin) {
        this.name = defined.text;
        this.functionLike = functionLike;
        this.parameters = parameters;
        this.variadic = variadic;
        this.body = body;
        this.defined = defined;
        this.builtin = builtin;
    }

    Macro(Shape shape) {
        this(shape.defined, shape.functionLike, shape.parameters, shape.variadic, shape.body, null);
    }

    static Macro builtin(String name, Builtin builtin) {
        Token token = Token.of(Token.Kind.NAME, name, 0, null, 0, 0);
        return new Macro(token, false, List.of(), false, new Token[0], builtin);
    }

    /** {@return whether the token is written in this macro's definition (and not an argument's)} */
    boolean holds(Token token) {
        if (body.length == 0 || token.source == null) {
            return false;
        }
        return token.source == defined.source && token.start >= defined.end && token.end <= body[body.length - 1].end;
    }

    /** {@return the replacement text with single spaces where the definition had any space} */
    String bodyText() {
        StringBuilder out = new StringBuilder();
        for (Token t : body) {
            if (t.spaced() && out.length() > 0) {
                out.append(' ');
            }
            if (t.has(Token.STRINGIFY)) {
                out.append('#');
            }
            out.append(t.text);
            if (t.has(Token.PASTE_LEFT)) {
                out.append(" ##");
            }
        }
        return out.toString();
    }

    /** {@return whether defining {@code other} over this one changes nothing (C11 6.10.3 p2)} */
    boolean sameAs(Macro other) {
        if (builtin != other.builtin
                || functionLike != other.functionLike
                || variadic != other.variadic
                || !parameters.equals(other.parameters)
                || body.length != other.body.length) {
            return false;
        }
        for (int i = 0; i < body.length; i++) {
            if (body[i].flags != other.body[i].flags || !body[i].text.equals(other.body[i].text)) {
                return false;
            }
        }
        return true;
    }
}
