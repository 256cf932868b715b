package relolens.server.writing;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.SourceLoader;
import relolens.server.document.Snapshot;
import relolens.server.document.TextDocument;
import relolens.server.document.Vocabulary;
import relolens.server.protocol.PositionEncoding;

/**
 * A document while it is being written.
 *
 * @param document the newest text
 * @param latest the last finished analysis, of this or an older text; null before the first
 * @param encoding what the client counts columns in
 * @param sources reads other files by absolute path
 * @param includeDirs tells where included files are looked for, in order
 */
public record Draft(
        TextDocument document,
        @Nullable Snapshot latest,
        PositionEncoding encoding,
        SourceLoader sources,
        Supplier<List<String>> includeDirs) {
    private static final Vocabulary NOTHING =
            new Vocabulary(java.util.Map.of(), java.util.Map.of(), java.util.Map.of(), java.util.Map.of());

    Vocabulary vocabulary() {
        Snapshot s = latest;
        return s == null ? NOTHING : s.vocabulary();
    }

    /** {@return the analysis if it is of this very text} */
    @Nullable
    Snapshot current() {
        Snapshot s = latest;
        return s != null && s.document() == document ? s : null;
    }

    /** {@return the client's range of chars {@code from} to {@code to} of 0-based {@code line}} */
    Range range(int line, int from, int to) {
        String text = document.line(line);
        return new Range(
                new Position(line, encoding.unitsTo(text, Math.min(from, text.length()))),
                new Position(line, encoding.unitsTo(text, Math.min(to, text.length()))));
    }

    /** {@return whether {@code name} is a register or an alias of one} */
    boolean isRegister(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return RegisterKind.of(lower) != null || vocabulary().aliases().containsKey(lower);
    }
}
