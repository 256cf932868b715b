package relolens.analyzer.cpp;

import org.jspecify.annotations.Nullable;

/** A file being read: the place in it and its open conditionals. */
final class OpenFile {
    final SourceText source;
    final @Nullable OpenFile parent;
    final @Nullable Inclusion inclusion;

    /** Index of the directory it was found in, for {@code #include_next}; -1 if none. */
    final int directory;

    /** Reading stops behind this file instead of going on with its parent. */
    final boolean apart;

    final int depth;

    /** Logical line being read; -1 before the first. */
    int line = -1;

    Token @Nullable [] tokens;
    int next;

    /** The line begins with a hash that starts no directive: it is text. */
    boolean hashIsText;

    @Nullable
    Conditional conditional;

    int comment;

    /** What {@code #line} added to the line number. */
    int lineShift;

    /** Its path in the words of the command line and the directive that opened it. */
    final String written;

    /** What {@code __FILE__} says: {@link #written}, or what {@code #line} said. */
    String presumedName;

    /** An open {@code #if}. */
    static final class Conditional {
        final @Nullable Conditional outer;
        final Token opener;
        final boolean wasSkipping;
        boolean taken;
        boolean sawElse;

        Conditional(@Nullable Conditional outer, Token opener, boolean wasSkipping) {
            this.outer = outer;
            this.opener = opener;
            this.wasSkipping = wasSkipping;
        }
    }

    OpenFile(IncludeSearch.Found found, @Nullable OpenFile parent, @Nullable Inclusion inclusion, boolean apart) {
        this.source = found.source();
        this.parent = parent;
        this.inclusion = inclusion;
        this.directory = found.directory();
        this.written = found.written();
        this.apart = apart;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.presumedName = written;
    }
}
