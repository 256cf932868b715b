package relolens.analyzer.macro;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.macro.Macro.Formal;
import relolens.analyzer.macro.Macro.Kind;

/** Matches the arguments of one macro use with the macro's parameters. */
final class Invocation {
    private final Macro macro;
    private final String text;
    private final ArgumentText arguments;
    private final Map<String, String> given = new HashMap<>();
    private boolean usable = true;
    private @Nullable String problem;

    Invocation(Macro macro, String text, ArgumentText arguments) {
        this.macro = macro;
        this.text = text;
        this.arguments = arguments;
    }

    /** {@return parameter to text, fallbacks included, or null if the use cannot be expanded} */
    @Nullable
    Map<String, String> actuals() {
        if (!usable) {
            return null;
        }
        Map<String, String> actuals = new HashMap<>();
        for (Formal f : macro.formals()) {
            String actual = given.getOrDefault(f.name(), "");
            actuals.put(f.name(), actual.isEmpty() ? f.fallback() : actual);
        }
        return actuals;
    }

    private void fail(String message, boolean stillUsable) {
        if (problem == null) {
            problem = message;
        }
        usable &= stillUsable;
    }

    @Nullable
    String read() {
        int at = arguments.skipSpace(0);
        int position = 0;
        boolean keywords = false;
        while (at < text.length() && usable) {
            int before = at;
            int scan = at;
            while (scan < text.length() && !arguments.separator(text.charAt(scan)) && text.charAt(scan) != '=') {
                scan++;
            }
            if (!arguments.alternate()
                    && scan < text.length()
                    && text.charAt(scan) == '='
                    && scan != ArgumentText.token(text, at)) {
                fail(
                        "macro '" + macro.name() + "': '" + text.substring(at, scan)
                                + "' in front of '=' is no parameter; put an argument with '=' into quotes",
                        false);
            } else if (!arguments.alternate()
                    && scan < text.length()
                    && text.charAt(scan) == '='
                    && scan == ArgumentText.token(text, at)
                    && scan > at) {
                keywords = true;
                at = keyword(text.substring(at, scan), scan + 1);
            } else if (keywords) {
                fail("macro '" + macro.name() + "': a positional argument cannot follow a named one", false);
            } else if (position >= macro.formals().size()) {
                fail(
                        "macro '" + macro.name() + "' takes " + macro.formals().size() + " argument"
                                + (macro.formals().size() == 1 ? "" : "s") + "; nothing was expected at '"
                                + text.substring(at) + "'",
                        false);
            } else {
                at = positional(macro.formals().get(position++), at);
            }
            at = arguments.skipComma(at);
            if (at == before && usable) {
                fail("macro '" + macro.name() + "': cannot read an argument at '" + text.substring(at) + "'", false);
            }
        }
        for (Formal f : macro.formals()) {
            if (f.kind() == Kind.REQUIRED && given.getOrDefault(f.name(), "").isEmpty()) {
                fail("macro '" + macro.name() + "' needs a value for its parameter '" + f.name() + "'", true);
            }
        }
        return problem;
    }

    private int positional(Formal formal, int at) {
        if (formal.kind() == Kind.VARARG) {
            given.put(formal.name(), text.substring(at));
            return text.length();
        }
        return arguments.argument(at, s -> given.put(formal.name(), s));
    }

    private int keyword(String name, int at) {
        for (Formal f : macro.formals()) {
            if (f.name().equals(name)) {
                if (f.kind() == Kind.VARARG) {
                    given.put(name, text.substring(at));
                    return text.length();
                }
                return arguments.argument(at, s -> given.put(name, s));
            }
        }
        fail("macro '" + macro.name() + "' has no parameter '" + name + "'", true);
        return arguments.argument(at, s -> {});
    }
}
