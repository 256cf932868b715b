package relolens.server.lsp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import relolens.server.Engine;
import relolens.server.Product;
import relolens.server.document.Snapshot;
import relolens.server.features.ClientNeeds;
import relolens.server.features.Diagnostics;
import relolens.server.features.InactiveCode;
import relolens.server.features.Places;
import relolens.server.navigation.WorkspaceNames;
import relolens.server.schedule.Workers;

/** Says what the server can, and sends what it finds out on its own. */
final class RelolensServer implements LanguageServer, OwnRequests {
    private final Workspace workspace;
    private final RulePages pages;
    private final IntConsumer watchParent;
    private final DocumentService documents;
    private final WorkspaceRequests requests;
    private final VirtualDocuments virtual;
    private final Jobs jobs;
    private final WorkspaceNames names;
    private final SidecarDiagnostics sidecars = new SidecarDiagnostics();
    private volatile ClientNeeds needs = ClientNeeds.least();
    private volatile Announced announced = Announced.NOTHING;
    private volatile OwnClient client = new AbsentClient();

    /** @param watchParent told of the process whose death ends the server */
    RelolensServer(Engine engine, Workers workers, RulePages pages, IntConsumer watchParent, Consumer<Throwable> log) {
        this.workspace = new Workspace(engine, workers, log);
        this.pages = pages;
        this.watchParent = watchParent;
        this.jobs = new Jobs(workers, () -> needs, () -> client);
        this.names = new WorkspaceNames(workspace::sources, workspace::openPaths, log);
        var answering = new Answering(workspace, workers, () -> needs);
        var navigation = new NavigationRequests(answering, names);
        this.virtual = new VirtualDocuments(workspace, workers);
        var pulled = new PulledDiagnostics(workspace, workers, () -> needs, pages, this::isPushed);
        this.documents = new DocumentService(
                workspace, workers, () -> needs, () -> announced, answering, navigation, pulled, virtual, this::closed);
        this.requests = new WorkspaceRequests(
                workspace,
                pulled,
                virtual,
                new RunCommand(workspace, jobs, this::ran),
                new StrategyCommand(workspace, jobs),
                navigation,
                names);
        workspace.onAnalysed(this::publish);
    }

    void connect(OwnClient remote) {
        client = remote;
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
        needs = ClientNeeds.of(params.getCapabilities(), Settings.pulls(params.getInitializationOptions()));
        workspace.settings(Settings.DEFAULT.with(params.getInitializationOptions()));
        announced = Announced.of(params.getInitializationOptions());
        workspace.folders(folders(params));
        if (params.getProcessId() != null) {
            watchParent.accept(params.getProcessId());
        }
        return CompletableFuture.completedFuture(
                new InitializeResult(Capabilities.of(needs), new ServerInfo(Product.NAME, Product.version())));
    }

    @SuppressWarnings("deprecation") // rootUri: all that older clients send
    private static List<Path> folders(InitializeParams params) {
        List<Path> found = new ArrayList<>();
        if (params.getWorkspaceFolders() != null) {
            params.getWorkspaceFolders().forEach(f -> found.add(Path.of(Workspace.path(f.getUri()))));
        } else if (params.getRootUri() != null) {
            found.add(Path.of(Workspace.path(params.getRootUri())));
        }
        return found;
    }

    @Override
    public void initialized(InitializedParams params) {
        names.folders(workspace.folders());
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        names.close();
        // The protocol's answer to shutdown is null, which the type does not tell.
        return CompletableFuture.supplyAsync(() -> null, Runnable::run);
    }

    @Override
    public void exit() {
        // The message loop sees it too and ends the process.
    }

    @Override
    public void setTrace(SetTraceParams params) {}

    @Override
    public void cancelProgress(WorkDoneProgressCancelParams params) {
        jobs.cancel(params.getToken());
    }

    @Override
    public CompletableFuture<Object> report(OfDocument params) {
        return documents.report(params.textDocument());
    }

    @Override
    public CompletableFuture<Object> expanded(OfDocument params) {
        return documents.virtual(VirtualDocuments.EXPANDED, params.textDocument());
    }

    @Override
    public CompletableFuture<Object> disassembly(OfDocument params) {
        return documents.virtual(VirtualDocuments.DISASSEMBLY, params.textDocument());
    }

    @Override
    public CompletableFuture<Object> machines() {
        return CompletableFuture.completedFuture(Machines.all());
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return documents;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return requests;
    }

    private void publish(OpenDocument document, Snapshot snapshot) {
        publishDiagnostics(document, snapshot);
        // What can wait has waited for the first document.
        names.begin();
    }

    private void publishDiagnostics(OpenDocument document, Snapshot snapshot) {
        ClientNeeds now = needs;
        var places = new Places(snapshot, now.encoding(), workspace.sources());
        var diagnostics =
                now.pullsDiagnostics() ? List.<Diagnostic>of() : Diagnostics.of(snapshot, now, places, pages::page);
        // Pushed to clients that pull, too: they ask for what they have open, and that is the assembly.
        var ofSidecars = Diagnostics.ofSidecars(snapshot, now, places, pages::page);
        synchronized (this) {
            // Checked under the lock: a newer analysis or a close must not be overtaken by this one.
            if (document.isNewest(snapshot.document())) {
                var text = snapshot.document();
                if (!now.pullsDiagnostics()) {
                    client.publishDiagnostics(new PublishDiagnosticsParams(text.uri(), diagnostics, text.version()));
                }
                tell(text.uri(), ofSidecars);
                if (now.inactiveRegions()) {
                    client.inactiveRegions(
                            new OwnClient.InactiveRegions(text.uri(), text.version(), InactiveCode.regions(snapshot)));
                }
                if (document.takeAnsweredEarly()) {
                    askAgain();
                }
                if (announced.notifications().contains(OwnClient.ANALYSED)) {
                    client.analysed(new OwnClient.Analysed(text.uri(), text.version()));
                }
            }
        }
        if (now.refreshes().textContent()) {
            virtual.changed(snapshot.document().uri(), () -> client);
        }
        if (now.refreshes().semanticTokens() && document.latestChangesTokens()) {
            client.refreshSemanticTokens();
        }
    }

    private synchronized boolean isPushed(String sidecar) {
        return sidecars.has(sidecar);
    }

    private void tell(String document, Map<String, List<Diagnostic>> ofSidecars) {
        sidecars.said(document, ofSidecars)
                .forEach((sidecar, all) -> client.publishDiagnostics(new PublishDiagnosticsParams(sidecar, all)));
    }

    private synchronized void closed(String uri) {
        tell(uri, Map.of());
        if (needs.pullsDiagnostics()) {
            return;
        }
        client.publishDiagnostics(new PublishDiagnosticsParams(uri, List.of()));
    }

    private void ran(OpenDocument document) {
        var snapshot = document.snapshot();
        if (snapshot.isDone() && !snapshot.isCompletedExceptionally()) {
            publish(document, snapshot.join());
        }
        if (needs.pullsDiagnostics() && needs.refreshes().diagnostics()) {
            client.refreshDiagnostics();
        }
        askAgain();
    }

    /** Hints and lenses are there now, or others than before. */
    private void askAgain() {
        if (needs.refreshes().inlayHints()) {
            client.refreshInlayHints();
        }
        if (needs.refreshes().codeLenses()) {
            client.refreshCodeLenses();
        }
    }
}
