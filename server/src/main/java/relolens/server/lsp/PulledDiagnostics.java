package relolens.server.lsp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticServerCancellationData;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.RelatedFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.RelatedUnchangedDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceDiagnosticParams;
import org.eclipse.lsp4j.WorkspaceDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceFullDocumentDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceUnchangedDocumentDiagnosticReport;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;
import relolens.server.document.Snapshot;
import relolens.server.document.TextDocument;
import relolens.server.features.ClientNeeds;
import relolens.server.features.Diagnostics;
import relolens.server.features.Places;
import relolens.server.files.AssemblyFiles;
import relolens.server.files.FileText;
import relolens.server.schedule.Workers;

/** Diagnostics for clients that ask for them: of a document, and of all assembly files of the workspace. */
final class PulledDiagnostics {
    /** More files than this are a tree that nobody wants analysed unasked. */
    private static final int MOST_FILES = 2000;

    private final Workspace workspace;
    private final Workers workers;
    private final Supplier<ClientNeeds> client;
    private final RulePages pages;
    private final Predicate<String> pushed;
    private final Map<Path, Kept> kept = new ConcurrentHashMap<>();

    /** What a file that is not open was found to have, and when it was last changed then. */
    private record Kept(long modified, int generation, Found found) {}

    /** @param ofSidecars by the sidecar's URI */
    private record Found(List<Diagnostic> diagnostics, Map<String, List<Diagnostic>> ofSidecars) {
        static final Found NOTHING = new Found(List.of(), Map.of());
    }

    /** @param pushed whether the diagnostics of the sidecar with that URI are pushed already */
    PulledDiagnostics(
            Workspace workspace,
            Workers workers,
            Supplier<ClientNeeds> client,
            RulePages pages,
            Predicate<String> pushed) {
        this.pushed = pushed;
        this.workspace = workspace;
        this.workers = workers;
        this.client = client;
        this.pages = pages;
    }

    CompletableFuture<DocumentDiagnosticReport> of(DocumentDiagnosticParams params) {
        OpenDocument document = workspace.document(params.getTextDocument().getUri());
        if (document == null) {
            return CompletableFuture.completedFuture(
                    new DocumentDiagnosticReport(new RelatedFullDocumentDiagnosticReport(List.of())));
        }
        CompletableFuture<DocumentDiagnosticReport> found = workers.reply(document.snapshot(), s -> {
            List<Diagnostic> all = diagnostics(s);
            String id = id(all);
            if (id.equals(params.getPreviousResultId())) {
                return new DocumentDiagnosticReport(new RelatedUnchangedDocumentDiagnosticReport(id));
            }
            var full = new RelatedFullDocumentDiagnosticReport(all);
            full.setResultId(id);
            return new DocumentDiagnosticReport(full);
        });
        CompletableFuture<DocumentDiagnosticReport> reply = new CompletableFuture<>();
        found.whenComplete((report, failure) -> {
            if (failure == null) {
                reply.complete(report);
            } else {
                reply.completeExceptionally(overtaken(failure) ? askAgain() : failure);
            }
        });
        reply.whenComplete((report, failure) -> {
            if (reply.isCancelled()) {
                found.cancel(false);
            }
        });
        return reply;
    }

    private static boolean overtaken(Throwable failure) {
        return failure instanceof ResponseErrorException e
                && e.getResponseError().getCode() == ResponseErrorCode.ContentModified.getValue();
    }

    /** The answer to a pull that an edit overtook: without it a client takes the diagnostics away until the next one. */
    private static ResponseErrorException askAgain() {
        return new ResponseErrorException(new ResponseError(
                ResponseErrorCode.ServerCancelled,
                "the document changed meanwhile",
                new DiagnosticServerCancellationData(true)));
    }

    private List<Diagnostic> diagnostics(Snapshot snapshot) {
        return Diagnostics.of(snapshot, client.get(), places(snapshot), pages::page);
    }

    private Places places(Snapshot snapshot) {
        return new Places(snapshot, client.get().encoding(), workspace.sources());
    }

    private static String id(List<Diagnostic> diagnostics) {
        return diagnostics.size() + "-"
                + Integer.toHexString(diagnostics.toString().hashCode());
    }

    /** {@return a report of the open documents and, if the user wants that, of all files of the workspace} */
    CompletableFuture<WorkspaceDiagnosticReport> of(WorkspaceDiagnosticParams params) {
        Map<String, String> previous = new HashMap<>();
        params.getPreviousResultIds().forEach(p -> previous.put(p.getUri(), p.getValue()));
        CompletableFuture<WorkspaceDiagnosticReport> reply = new CompletableFuture<>();
        workers.later(0, () -> {
            try {
                reply.complete(new WorkspaceDiagnosticReport(all(previous, reply)));
            } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
                reply.completeExceptionally(e);
            }
        });
        return reply;
    }

    private List<WorkspaceDocumentDiagnosticReport> all(Map<String, String> previous, CompletableFuture<?> reply)
            throws IOException {
        List<WorkspaceDocumentDiagnosticReport> reports = new ArrayList<>();
        List<String> open = workspace.openUris();
        for (String uri : open) {
            OpenDocument document = workspace.document(uri);
            Snapshot s = document == null ? null : document.latest();
            if (s != null) {
                reports.add(report(uri, s.document().version(), diagnostics(s), previous.get(uri)));
            }
        }
        if (!workspace.settings().workspaceDiagnostics()) {
            return reports;
        }
        Map<String, Set<Diagnostic>> ofSidecars = new TreeMap<>();
        for (Path folder : workspace.folders()) {
            List<Path> files = AssemblyFiles.below(folder);
            for (Path file : files.subList(0, Math.min(MOST_FILES, files.size()))) {
                if (reply.isCancelled()) {
                    throw new CancellationException();
                }
                String uri = file.toUri().toString();
                if (!open.contains(uri)) {
                    Found found = closed(file);
                    reports.add(report(uri, null, found.diagnostics, previous.get(uri)));
                    found.ofSidecars.forEach((sidecar, said) -> ofSidecars
                            .computeIfAbsent(sidecar, k -> new LinkedHashSet<>())
                            .addAll(said));
                }
            }
        }
        // What open documents say of sidecars is pushed; what was reported before and is so no more is taken back.
        previous.keySet().stream()
                .filter(Diagnostics::isSidecar)
                .forEach(sidecar -> ofSidecars.putIfAbsent(sidecar, Set.of()));
        ofSidecars.forEach((sidecar, said) -> reports.add(
                report(sidecar, null, pushed.test(sidecar) ? List.of() : List.copyOf(said), previous.get(sidecar))));
        return reports;
    }

    private Found closed(Path file) throws IOException {
        long modified = Files.getLastModifiedTime(file).toMillis();
        int generation = workspace.generation();
        Kept known = kept.get(file);
        if (known != null && known.modified == modified && known.generation == generation) {
            return known.found;
        }
        if (!(FileText.read(file) instanceof FileText.Text text)) {
            return Found.NOTHING;
        }
        TextDocument document = new TextDocument(file.toUri().toString(), file.toString(), 0, text.text());
        Snapshot snapshot = workspace.analysed(document);
        Found found = new Found(
                diagnostics(snapshot), Diagnostics.ofSidecars(snapshot, client.get(), places(snapshot), pages::page));
        kept.put(file, new Kept(modified, generation, found));
        return found;
    }

    private static WorkspaceDocumentDiagnosticReport report(
            String uri, @Nullable Integer version, List<Diagnostic> diagnostics, @Nullable String previous) {
        String id = id(diagnostics);
        if (id.equals(previous)) {
            return new WorkspaceDocumentDiagnosticReport(
                    new WorkspaceUnchangedDocumentDiagnosticReport(id, uri, version));
        }
        var full = new WorkspaceFullDocumentDiagnosticReport(diagnostics, uri, version);
        full.setResultId(id);
        return new WorkspaceDocumentDiagnosticReport(full);
    }
}
