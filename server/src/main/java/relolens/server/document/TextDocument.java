package relolens.server.document;

import java.util.Arrays;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.jspecify.annotations.Nullable;
import relolens.server.protocol.PositionEncoding;
import relolens.server.text.SourceTokens;

/** One version of one document's text. Immutable. */
public final class TextDocument {
    /** Characters compared at once. */
    private static final int STRIDE = 1024;

    private final String uri;
    private final String path;
    private final int version;
    private final String text;
    private final int[] starts;
    private volatile @Nullable SourceTokens tokens;

    /** @param path absolute normalised path, as analysis names the file */
    public TextDocument(String uri, String path, int version, String text) {
        this.uri = uri;
        this.path = path;
        this.version = version;
        this.text = text;
        this.starts = starts(text);
    }

    private static int[] starts(String text) {
        int[] found = new int[Math.max(16, text.length() / 24)];
        int n = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean carriage = c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
            if (c == '\n' || carriage) {
                if (n == found.length) {
                    found = Arrays.copyOf(found, 2 * n);
                }
                found[n++] = i + 1;
            }
        }
        return Arrays.copyOf(found, n);
    }

    public String uri() {
        return uri;
    }

    public String path() {
        return path;
    }

    public int version() {
        return version;
    }

    public String text() {
        return text;
    }

    /** {@return the number of lines, at least one} */
    public int lines() {
        return starts.length;
    }

    /** {@return 0-based line {@code line} without its end, "" past the last} */
    public String line(int line) {
        if (line < 0 || line >= starts.length) {
            return "";
        }
        int end = line + 1 < starts.length ? starts[line + 1] : text.length();
        while (end > starts[line] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(starts[line], end);
    }

    /** {@return the text's tokens; cut on first use} */
    public SourceTokens tokens() {
        SourceTokens cut = tokens;
        if (cut == null) {
            cut = new SourceTokens(lines(), this::line);
            tokens = cut;
        }
        return cut;
    }

    /** {@return the offset in chars of a client's position; positions outside are brought inside} */
    public int offset(Position position, PositionEncoding encoding) {
        int line = position.getLine();
        if (line < 0) {
            return 0;
        }
        if (line >= starts.length) {
            return text.length();
        }
        return starts[line] + encoding.chars(line(line), position.getCharacter());
    }

    /** {@return the text after a client's changes, applied one after the other} */
    public TextDocument changed(
            int newVersion, List<TextDocumentContentChangeEvent> changes, PositionEncoding encoding) {
        TextDocument now = this;
        for (TextDocumentContentChangeEvent change : changes) {
            Range range = change.getRange();
            String next;
            if (range == null) {
                next = change.getText();
            } else {
                int a = now.offset(range.getStart(), encoding);
                int b = now.offset(range.getEnd(), encoding);
                next = now.text.substring(0, Math.min(a, b)) + change.getText() + now.text.substring(Math.max(a, b));
            }
            now = new TextDocument(uri, path, newVersion, next);
        }
        SourceTokens cut = tokens;
        if (cut != null && now != this) {
            LineMoves.Step step = stepTo(now);
            now.tokens = cut.changed(now.lines(), now::line, step.from(), step.end(), step.newEnd());
        }
        return now;
    }

    /** {@return which of this text's lines {@code after} has others for: all from the first to the last that differ} */
    public LineMoves.Step stepTo(TextDocument after) {
        int same = commonStart(text, after.text);
        int top = Math.min(lineOf(same), after.lineOf(same));
        int rest = commonEnd(text, after.text);
        int end = lineFrom(text.length() - rest);
        // A line is kept whole if both texts have it begin at the same distance from their ends.
        while (end < starts.length
                && Arrays.binarySearch(after.starts, starts[end] + after.text.length() - text.length()) < 0) {
            end++;
        }
        int kept = Math.min(starts.length - end, Math.min(starts.length, after.starts.length) - top);
        return new LineMoves.Step(top, starts.length - kept, after.starts.length - kept);
    }

    /** {@return the 0-based line that {@code offset} stands in} */
    private int lineOf(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }

    /** {@return the first 0-based line that begins at or after {@code offset}} */
    private int lineFrom(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 1;
    }

    private static int commonStart(String a, String b) {
        int most = Math.min(a.length(), b.length());
        int at = 0;
        while (at + STRIDE <= most && a.regionMatches(at, b, at, STRIDE)) {
            at += STRIDE;
        }
        while (at < most && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        return at;
    }

    private static int commonEnd(String a, String b) {
        int most = Math.min(a.length(), b.length());
        int n = 0;
        while (n + STRIDE <= most && a.regionMatches(a.length() - n - STRIDE, b, b.length() - n - STRIDE, STRIDE)) {
            n += STRIDE;
        }
        while (n < most && a.charAt(a.length() - 1 - n) == b.charAt(b.length() - 1 - n)) {
            n++;
        }
        return n;
    }

    /** {@return a client's range for 1-based lines and code point columns, end exclusive} */
    public Range range(int line, int column, int endLine, int endColumn, PositionEncoding encoding) {
        return new Range(position(line, column, encoding), position(endLine, endColumn, encoding));
    }

    /** {@return a client's position for a 1-based line and code point column} */
    public Position position(int line, int column, PositionEncoding encoding) {
        int inside = Math.max(0, Math.min(line - 1, starts.length - 1));
        return new Position(inside, encoding.units(line(inside), column - 1));
    }
}
