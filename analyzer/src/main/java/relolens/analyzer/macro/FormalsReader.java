package relolens.analyzer.macro;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.macro.Macro.Formal;
import relolens.analyzer.macro.Macro.Kind;
import relolens.analyzer.syntax.Statement;

/** Reads the name and parameters of a {@code .macro} line. */
final class FormalsReader {
    private final String text;
    private final ArgumentText arguments;
    private final List<Formal> formals = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private @Nullable String problem;
    private int at;

    FormalsReader(String text, ArgumentText arguments) {
        this.text = text;
        this.arguments = arguments;
    }

    /** {@return what is wrong, or null; a macro may have been read all the same} */
    @Nullable
    String problem() {
        return problem;
    }

    @Nullable
    Macro read(List<Statement> body) {
        at = arguments.skipSpace(0);
        int end = ArgumentText.token(text, at);
        if (end == at) {
            problem = "expected a name after .macro";
            return null;
        }
        String name = text.substring(at, end);
        at = arguments.skipSpace(end);
        boolean parenthesis = at < text.length() && text.charAt(at) == '(';
        at = parenthesis ? at + 1 : arguments.skipComma(at);
        while (at < text.length() && formal(name)) {
            int comma = arguments.skipComma(at);
            if (comma >= text.length()) {
                at = arguments.skipSpace(comma);
                break;
            }
            at = comma;
        }
        if (parenthesis && at < text.length() && text.charAt(at) == ')') {
            at = arguments.skipSpace(at + 1);
        }
        if (at < text.length() && problem == null) {
            problem = "bad parameter list of macro '" + name + "' at '" + text.substring(at) + "'";
        }
        return new Macro(name, formals, body);
    }

    private boolean formal(String macro) {
        int end = ArgumentText.token(text, at);
        if (end == at) {
            return false;
        }
        String name = text.substring(at, end);
        at = arguments.skipSpace(end);
        Kind kind = Kind.OPTIONAL;
        if (at < text.length() && text.charAt(at) == ':') {
            int from = arguments.skipSpace(at + 1);
            int to = ArgumentText.token(text, from);
            String qualifier = text.substring(from, to);
            at = arguments.skipSpace(to);
            switch (qualifier) {
                case "req" -> kind = Kind.REQUIRED;
                case "vararg" -> kind = Kind.VARARG;
                default ->
                    problem = "parameter '" + name + "' of macro '" + macro + "' has the qualifier '" + qualifier
                            + "'; expected req or vararg";
            }
        }
        String[] fallback = {""};
        if (at < text.length() && text.charAt(at) == '=') {
            at = arguments.skipSpace(arguments.argument(at + 1, s -> fallback[0] = s));
        }
        if (!seen.add(name)) {
            problem = "macro '" + macro + "' has two parameters called '" + name + "'";
        } else {
            formals.add(new Formal(name, kind, kind == Kind.REQUIRED ? "" : fallback[0]));
        }
        return kind != Kind.VARARG;
    }
}
