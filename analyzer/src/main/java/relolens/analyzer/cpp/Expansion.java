package relolens.analyzer.cpp;

import org.jspecify.annotations.Nullable;

/** One use of a macro: links the tokens it produced to the name that was replaced. */
final class Expansion {
    final Macro macro;

    /** The name that was replaced; its own expansion is the one around this. */
    final Token use;

    /** Offset behind the closing parenthesis, in the file of the use; only kept for outermost uses. */
    int end;

    Expansion(Macro macro, Token use) {
        this.macro = macro;
        this.use = use;
        this.end = use.end;
    }

    @Nullable
    Expansion outer() {
        return use.expansion;
    }

    Expansion outermost() {
        Expansion e = this;
        for (Expansion outer = e.outer(); outer != null; outer = e.outer()) {
            e = outer;
        }
        return e;
    }

    int depth() {
        int depth = 0;
        for (Expansion e = this; e != null; e = e.outer()) {
            depth++;
        }
        return depth;
    }
}
