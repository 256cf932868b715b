package relolens.server.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Severity;
import relolens.server.document.Snapshot;

/** Findings and input problems as diagnostics of the document, or the sidecar, that they are about. */
public final class Diagnostics {
    /** {@code source} of every diagnostic. */
    public static final String SOURCE = "relolens";

    private static final String UNUSED_ALLOW = "K02";
    private static final String SIDECAR = "relolens.yml";

    private Diagnostics() {}

    /** @param rulePage gives the address of a rule's page, or null where there is none */
    public static List<Diagnostic> of(
            Snapshot snapshot, ClientNeeds client, Places places, Function<String, @Nullable String> rulePage) {
        List<Diagnostic> all = new ArrayList<>();
        for (Report.Finding f : snapshot.report().findings()) {
            if (places.own(f.file())) {
                all.add(finding(f, client, places, rulePage));
            }
        }
        for (Report.InputProblem p : snapshot.report().problems()) {
            if (isSidecar(p.file())) {
                continue;
            }
            boolean own = places.own(p.file());
            Diagnostic d = new Diagnostic();
            d.setRange(places.line(own ? p.file() : snapshot.name(), own ? p.line() : 1)
                    .getRange());
            String place = own ? "" : p.file() + ":" + p.line() + ":" + p.column() + ": ";
            describe(d, p.severity(), p.code(), place + p.message());
            all.add(d);
        }
        if (client.diagnosticTags() && !client.inactiveRegions()) {
            all.addAll(InactiveCode.hints(snapshot));
        }
        return all;
    }

    /**
     * {@return what is wrong in the sidecars that speak of the document, by their URIs} Each document that a sidecar speaks
     * of tells the same of it.
     */
    public static Map<String, List<Diagnostic>> ofSidecars(
            Snapshot snapshot, ClientNeeds client, Places places, Function<String, @Nullable String> rulePage) {
        Map<String, List<Diagnostic>> all = new LinkedHashMap<>();
        for (Report.Finding f : snapshot.report().findings()) {
            if (isSidecar(f.file())) {
                String uri = places.line(f.file(), f.line()).getUri();
                all.computeIfAbsent(uri, k -> new ArrayList<>()).add(finding(f, client, places, rulePage));
            }
        }
        for (Report.InputProblem p : snapshot.report().problems()) {
            if (isSidecar(p.file())) {
                Location at = places.range(p.file(), p.line(), p.column(), p.line(), p.column());
                Diagnostic d = new Diagnostic();
                d.setRange(at.getRange());
                describe(d, p.severity(), p.code(), p.message());
                all.computeIfAbsent(at.getUri(), k -> new ArrayList<>()).add(d);
            }
        }
        return all;
    }

    /** {@return whether a path or URI is that of a sidecar} */
    public static boolean isSidecar(String file) {
        return file.equals(SIDECAR) || file.endsWith("/" + SIDECAR);
    }

    private static Diagnostic finding(
            Report.Finding f, ClientNeeds client, Places places, Function<String, @Nullable String> rulePage) {
        Diagnostic d = new Diagnostic();
        d.setRange(places.range(f.file(), f.line(), f.column(), f.endLine(), f.endColumn())
                .getRange());
        describe(d, f.severity(), f.rule(), f.message());
        d.setData(f.fingerprint());
        if (client.diagnosticTags() && f.rule().equals(UNUSED_ALLOW)) {
            d.setTags(List.of(DiagnosticTag.Unnecessary));
        }
        if (client.codeDescription()) {
            String page = rulePage.apply(f.rule());
            if (page != null) {
                d.setCodeDescription(new DiagnosticCodeDescription(page));
            }
        }
        if (client.relatedInformation()) {
            List<DiagnosticRelatedInformation> related = new ArrayList<>();
            f.path()
                    .forEach(s ->
                            related.add(new DiagnosticRelatedInformation(places.line(s.file(), s.line()), s.note())));
            f.expansion()
                    .forEach(e -> related.add(new DiagnosticRelatedInformation(
                            places.line(e.file(), e.line()), "from " + e.kind() + " " + e.name())));
            f.related()
                    .forEach(r ->
                            related.add(new DiagnosticRelatedInformation(places.line(r.file(), r.line()), r.text())));
            if (!related.isEmpty()) {
                d.setRelatedInformation(related);
            }
        }
        return d;
    }

    private static void describe(Diagnostic d, Severity severity, String code, String message) {
        d.setSeverity(
                switch (severity) {
                    case ERROR -> DiagnosticSeverity.Error;
                    case WARNING -> DiagnosticSeverity.Warning;
                    case NOTE -> DiagnosticSeverity.Information;
                });
        d.setSource(SOURCE);
        d.setCode(code);
        d.setMessage(Either.forLeft(message));
    }
}
