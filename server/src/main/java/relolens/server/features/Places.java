package relolens.server.features;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.source.SourceLoader;
import relolens.analyzer.source.Span;
import relolens.server.document.Snapshot;
import relolens.server.document.TextDocument;
import relolens.server.protocol.PositionEncoding;

/** Turns places of reports and analyses into the client's. */
public final class Places {
    private final Snapshot snapshot;
    private final PositionEncoding encoding;
    private final SourceLoader sources;
    private final Map<String, TextDocument> others = new HashMap<>();

    /** @param sources reads the files that are not the snapshot's own, by absolute path */
    public Places(Snapshot snapshot, PositionEncoding encoding, SourceLoader sources) {
        this.snapshot = snapshot;
        this.encoding = encoding;
        this.sources = sources;
    }

    public PositionEncoding encoding() {
        return encoding;
    }

    /** {@return whether a report's {@code file} is the snapshot's own document} */
    public boolean own(String file) {
        return file.equals(snapshot.name()) || file.equals(snapshot.document().path());
    }

    /** {@return the whole of a line of a report's file, from its first visible character} */
    public Location line(String file, int line) {
        TextDocument text = document(file);
        String content = text.line(line - 1);
        int from = content.length() - content.stripLeading().length();
        int to = content.stripTrailing().length();
        int inside = Math.max(0, Math.min(line - 1, text.lines() - 1));
        return new Location(
                text.uri(),
                new Range(
                        new Position(inside, encoding.unitsTo(content, Math.min(from, to))),
                        new Position(inside, encoding.unitsTo(content, to))));
    }

    /** {@return a stretch of a report's file; 1-based code points, end exclusive} */
    public Location range(String file, int line, int column, int endLine, int endColumn) {
        TextDocument text = document(file);
        return new Location(text.uri(), text.range(line, column, endLine, endColumn, encoding));
    }

    /** {@return where {@code span} stands} */
    public Location of(Span span) {
        return range(span.file(), span.line(), span.column(), span.endLine(), span.endColumn());
    }

    /** {@return where the characters from {@code start} to {@code end} of an indexed file stand} */
    public Location of(FileIndex file, int start, int end) {
        // Asked for once for each name of a document: its own address is not made anew.
        return own(file.path())
                ? new Location(snapshot.document().uri(), range(file, start, end, encoding))
                : at(file, start, end, encoding);
    }

    /** {@return where the characters from {@code start} to {@code end} of any indexed file stand} */
    public static Location at(FileIndex file, int start, int end, PositionEncoding encoding) {
        return new Location(uri(file.path()), range(file, start, end, encoding));
    }

    private static Range range(FileIndex file, int start, int end, PositionEncoding encoding) {
        return new Range(position(file, start, encoding), position(file, end, encoding));
    }

    /** {@return the client's name of a file} */
    public static String uri(String path) {
        return Path.of(path).normalize().toUri().toString();
    }

    /** {@return the client's position of an offset of an indexed file} */
    private static Position position(FileIndex file, int offset, PositionEncoding encoding) {
        int at = Math.max(0, Math.min(offset, file.text().length()));
        int line = file.line(at);
        int from = file.offset(line, 1);
        int end = file.text().indexOf('\n', from);
        String text = file.text().substring(from, end < 0 ? file.text().length() : Math.max(end, at));
        return new Position(line - 1, encoding.unitsTo(text, at - from));
    }

    /** {@return the offset in the snapshot's own text of a client's position} */
    public int offset(Position position) {
        return snapshot.document().offset(position, encoding);
    }

    /** {@return 1-based {@code line} of a report's file} */
    String text(String file, int line) {
        return document(file).line(line - 1);
    }

    private TextDocument document(String file) {
        if (own(file)) {
            return snapshot.document();
        }
        return others.computeIfAbsent(file, f -> {
            Path path = Path.of(snapshot.root()).resolve(f).normalize();
            String text = sources.load(path.toString());
            return new TextDocument(path.toUri().toString(), path.toString(), 0, text == null ? "" : text);
        });
    }
}
