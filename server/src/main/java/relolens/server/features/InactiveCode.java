package relolens.server.features;

import java.util.List;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import relolens.server.document.Snapshot;

/** The lines that conditionals of the preprocessor leave out. */
public final class InactiveCode {
    private InactiveCode() {}

    /** {@return the regions, whole lines, ends exclusive} */
    public static List<Range> regions(Snapshot snapshot) {
        return snapshot.unit().map(u -> u.preprocessed().inactive()).orElse(List.of()).stream()
                .map(s ->
                        new Range(new Position(s.line() - 1, 0), new Position(Math.max(s.line(), s.endLine() - 1), 0)))
                .toList();
    }

    /** {@return hints that editors show as dimmed text} */
    static List<Diagnostic> hints(Snapshot snapshot) {
        return regions(snapshot).stream()
                .map(r -> {
                    Diagnostic d = new Diagnostic();
                    d.setRange(r);
                    d.setSeverity(DiagnosticSeverity.Hint);
                    d.setSource(Diagnostics.SOURCE);
                    d.setCode("inactive");
                    d.setMessage(Either.forLeft("left out by the preprocessor"));
                    d.setTags(List.of(DiagnosticTag.Unnecessary));
                    return d;
                })
                .toList();
    }
}
