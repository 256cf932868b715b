package relolens.analyzer.cpp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Span;

/**
 * A file cut into logical lines (splices and comments honoured). Lines become tokens when first wanted, so headers
 * whose C part is left out cost next to nothing. May be shared by threads: tokenising twice gives equal tokens.
 */
final class SourceText {
    private static final int LIMIT = 16 << 20;

    /** Another thread that sees what a line was read as must see all of it. */
    private static final VarHandle LINE = MethodHandles.arrayElementVarHandle(Token[][].class);

    private static final VarHandle DEFINITION = MethodHandles.arrayElementVarHandle(Macro.Shape[].class);

    final String path;
    final String text;

    /** Non-blank logical lines only. */
    final int lineCount;

    final List<Comment> comments;

    /** Offset of a block comment that never ends, or -1. */
    final int unterminatedComment;

    /** Macro whose definition makes the whole file empty, as include guards do; null if none. */
    final @Nullable String guard;

    /** Why the file could not be taken as text, or null. */
    final @Nullable String fault;

    private final int[] lineStarts;
    private final int[] starts;
    private final int[] ends;
    private final boolean[] directive;
    private final boolean[] spliced;
    private final Token[][] tokens;
    private final Macro.@Nullable Shape[] definitions;

    /**
     * A contract comment's clause.
     *
     * @param line index of the logical line it stands before or in
     * @param start offset of the clause
     */
    record Comment(int line, int start, String text) {}

    SourceText(String path, String text) {
        this.path = path;
        this.fault = fault(text);
        this.text = fault == null ? text : "";
        LineSplitter cut = new LineSplitter(this.text);
        cut.split();
        this.lineStarts = cut.lineStarts();
        this.starts = cut.starts();
        this.ends = cut.ends();
        this.directive = cut.directives();
        this.spliced = cut.splices();
        this.lineCount = starts.length;
        this.comments = cut.comments();
        this.unterminatedComment = cut.unterminatedComment();
        this.tokens = new Token[lineCount][];
        this.definitions = new Macro.Shape[lineCount];
        this.guard = new IncludeGuard(this).name();
    }

    /** {@return whether it was cut out of {@code given}} */
    boolean isOf(String given) {
        return fault == null && text.equals(given);
    }

    private static @Nullable String fault(String text) {
        if (text.length() > LIMIT) {
            return "file is larger than 16 MB: not read";
        }
        int zero = text.indexOf('\0');
        return zero < 0 ? null : "binary file (a zero byte at offset " + zero + "): not assembly source";
    }

    /** {@return whether the logical line's first character is a hash} */
    boolean isDirective(int line) {
        return directive[line];
    }

    Token[] tokens(int line) {
        Token[] found = (Token[]) LINE.getAcquire(tokens, line);
        if (found == null) {
            found = Lexer.line(this, starts[line], ends[line], spliced[line]);
            LINE.setRelease(tokens, line, found);
        }
        return found;
    }

    /** {@return what the {@code #define} of a logical line says, null if nobody has read it} */
    Macro.@Nullable Shape definition(int line) {
        return (Macro.Shape) DEFINITION.getAcquire(definitions, line);
    }

    void definition(int line, Macro.Shape shape) {
        DEFINITION.setRelease(definitions, line, shape);
    }

    /** {@return the offset where a logical line begins} */
    int offset(int line) {
        return starts[line];
    }

    /** {@return the offset of a physical line's column, both from 1; what lies outside is brought inside} */
    int offsetAt(int line, int column) {
        int i = Math.max(0, Math.min(line - 1, lineStarts.length - 1));
        int end = i + 1 < lineStarts.length ? lineStarts[i + 1] : text.length();
        int points = text.codePointCount(lineStarts[i], end);
        return text.offsetByCodePoints(lineStarts[i], Math.max(0, Math.min(column - 1, points)));
    }

    /** {@return the physical line number of an offset, from 1} */
    int lineAt(int offset) {
        int at = Arrays.binarySearch(lineStarts, offset);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** {@return the physical line number where a logical line begins} */
    int firstLine(int line) {
        return lineAt(starts[line]);
    }

    /** {@return the physical line number where a logical line ends} */
    int lastLine(int line) {
        return lineAt(ends[line]);
    }

    /** {@return the number of physical lines} */
    int physicalLines() {
        int n = lineStarts.length;
        return n > 1 && lineStarts[n - 1] == text.length() ? n - 1 : n;
    }

    /** {@return the column of an offset in its physical line, in code points from 1} */
    int columnAt(int offset) {
        int start = lineStarts[lineAt(offset) - 1];
        return text.codePointCount(start, offset) + 1;
    }

    Span span(int start, int end) {
        return new Span(path, lineAt(start), columnAt(start), lineAt(end), columnAt(end));
    }
}
