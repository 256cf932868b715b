package relolens.server.features;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
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
