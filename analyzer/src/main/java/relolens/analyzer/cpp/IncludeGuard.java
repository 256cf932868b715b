package relolens.analyzer.cpp;

import org.jspecify.annotations.Nullable;

/** Sees whether a whole file stands between {@code #ifndef X} (or {@code #if !defined(X)}) and its {@code #endif}. */
final class IncludeGuard {
    private final SourceText source;

    IncludeGuard(SourceText source) {
        this.source = source;
    }

    @Nullable
    String name() {
        int last = source.lineCount - 1;
        if (last < 1 || !source.isDirective(0) || !source.isDirective(last)) {
            return null;
        }
        String name = guarded(source.tokens(0));
        return name != null && closesAtEnd(last) ? name : null;
    }

    private static @Nullable String guarded(Token[] t) {
        if (t.length == 3 && t[1].isName("ifndef") && t[2].kind == Token.Kind.NAME) {
            return t[2].text;
        }
        if (t.length < 5 || !t[1].isName("if") || !t[2].is("!") || !t[3].isName("defined")) {
            return null;
        }
        if (t.length == 5) {
            return t[4].kind == Token.Kind.NAME ? t[4].text : null;
        }
        boolean bracketed = t.length == 7 && t[4].is("(") && t[5].kind == Token.Kind.NAME && t[6].is(")");
        return bracketed ? t[5].text : null;
    }

    private boolean closesAtEnd(int last) {
        int depth = 0;
        for (int line = 0; line <= last; line++) {
            if (!source.isDirective(line)) {
                continue;
            }
            Token[] t = source.tokens(line);
            String word = t.length > 1 ? t[1].text : "";
            if (word.startsWith("if")) {
                depth++;
            } else if (word.equals("endif") && --depth == 0) {
                return line == last;
            } else if (depth == 1 && word.startsWith("el")) {
                return false;
            }
        }
        return false;
    }
}
