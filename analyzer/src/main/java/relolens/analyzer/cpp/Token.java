package relolens.analyzer.cpp;

import org.jspecify.annotations.Nullable;

/** A preprocessing token. Immutable; tokens of a file are shared by all units that read it. */
final class Token {
    /** What a token is, as far as spacing, pasting and expansion care. */
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        CHARACTER,
        OPERATOR,
        /** Any other character, or an unbalanced quote with the rest of its line. */
        OTHER,
        /** A parameter in a macro body. */
        ARGUMENT,
        /** No text, but tells where a space may be due. */
        PADDING,
        END
    }

    /** White space stands before it. */
    static final int SPACED = 1;
    /** Was met while its macro was being expanded: never expands again. */
    static final int PAINTED = 2;
    /** {@code ##} follows in the macro body. */
    static final int PASTE_LEFT = 4;
    /** {@code #} stood before it in the macro body. */
    static final int STRINGIFY = 8;

    /** End of a directive, an argument or the input. */
    static final Token END = new Token(Kind.END, "", 0, null, 0, 0, null, -1, null);

    /** Padding that asks for a space only if two tokens would otherwise read as one. */
    static final Token AVOID_PASTE = new Token(Kind.PADDING, "", 0, null, 0, 0, null, -1, null);

    final Kind kind;
    final String text;
    final int flags;

    /** Where it is spelled; null for made-up tokens. */
    final @Nullable SourceText source;

    /** Offsets of its first and behind its last character in {@link #source}. */
    final int start;

    final int end;

    /** The expansion that brought it forth; null if it stands in the file as it is. */
    final @Nullable Expansion expansion;

    /** Index of the parameter, for {@link Kind#ARGUMENT}. */
    final int argument;

    /** For padding: the token whose leading space counts. */
    final @Nullable Token model;

    private Token(
            Kind kind,
            String text,
            int flags,
            @Nullable SourceText source,
            int start,
            int end,
            @Nullable Expansion expansion,
            int argument,
            @Nullable Token model) {
        this.kind = kind;
        this.text = text;
        this.flags = flags;
        this.source = source;
        this.start = start;
        this.end = end;
        this.expansion = expansion;
        this.argument = argument;
        this.model = model;
    }

    static Token of(Kind kind, String text, int flags, @Nullable SourceText source, int start, int end) {
        return new Token(kind, text, flags, source, start, end, null, -1, null);
    }

    static Token padding(Token model) {
        return new Token(Kind.PADDING, "", 0, null, 0, 0, null, -1, model);
    }

    Token withFlags(int newFlags) {
        return newFlags == flags
                ? this
                : new Token(kind, text, newFlags, source, start, end, expansion, argument, model);
    }

    Token in(@Nullable Expansion newExpansion) {
        return new Token(kind, text, flags, source, start, end, newExpansion, argument, model);
    }

    Token asArgument(int index) {
        return new Token(Kind.ARGUMENT, text, flags, source, start, end, expansion, index, model);
    }

    /** {@return a token of other kind and text that stands where this one does} */
    Token respelled(Kind newKind, String newText, int newFlags) {
        return new Token(newKind, newText, newFlags, source, start, end, expansion, -1, null);
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    boolean spaced() {
        return (flags & SPACED) != 0;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    @Override
    public String toString() {
        return kind + ":" + text;
    }
}
