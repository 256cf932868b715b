package relolens.server.lsp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentContentParams;
import org.eclipse.lsp4j.TextDocumentContentResult;
import org.eclipse.lsp4j.WorkspaceDiagnosticParams;
import org.eclipse.lsp4j.WorkspaceDiagnosticReport;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.WorkspaceService;
import relolens.server.features.CodeLenses;
import relolens.server.navigation.WorkspaceNames;

/** What concerns no single document: commands, settings, folders, files changed outside. */
final class WorkspaceRequests implements WorkspaceService {
    private final Workspace workspace;
    private final PulledDiagnostics pulled;
    private final VirtualDocuments virtual;
    private final RunCommand runs;
    private final StrategyCommand strategies;
    private final NavigationRequests navigation;
    private final WorkspaceNames names;

    WorkspaceRequests(
            Workspace workspace,
            PulledDiagnostics pulled,
            VirtualDocuments virtual,
            RunCommand runs,
            StrategyCommand strategies,
            NavigationRequests navigation,
            WorkspaceNames names) {
        this.pulled = pulled;
        this.virtual = virtual;
        this.workspace = workspace;
        this.runs = runs;
        this.strategies = strategies;
        this.navigation = navigation;
        this.names = names;
    }

    @Override
    public CompletableFuture<Object> executeCommand(ExecuteCommandParams params) {
        if (CodeLenses.RUN.equals(params.getCommand())) {
            return runs.execute(params);
        }
        if (StrategyCommand.NAME.equals(params.getCommand())) {
            return strategies.execute(params);
        }
        return CompletableFuture.failedFuture(new ResponseErrorException(
                new ResponseError(ResponseErrorCode.InvalidParams, "no such command: " + params.getCommand(), null)));
    }

    @Override
    @SuppressWarnings("deprecation") // SymbolInformation stands in the protocol's answer type
    public CompletableFuture<Either<List<? extends SymbolInformation>, List<? extends WorkspaceSymbol>>> symbol(
            WorkspaceSymbolParams params) {
        return navigation.workspaceSymbol(params.getQuery());
    }

    @Override
    public CompletableFuture<WorkspaceDiagnosticReport> diagnostic(WorkspaceDiagnosticParams params) {
        return pulled.of(params);
    }

    @Override
    public CompletableFuture<TextDocumentContentResult> textDocumentContent(TextDocumentContentParams params) {
        return virtual.content(params.getUri());
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams params) {
        workspace.settings(workspace.settings().with(params.getSettings()));
        workspace.again();
    }

    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
        names.changed(params.getChanges().stream()
                .map(c -> Workspace.path(c.getUri()))
                .toList());
        workspace.again();
    }

    @Override
    public void didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams params) {
        List<Path> folders = new ArrayList<>(workspace.folders());
        params.getEvent().getRemoved().forEach(f -> folders.remove(Path.of(Workspace.path(f.getUri()))));
        params.getEvent().getAdded().forEach(f -> folders.add(Path.of(Workspace.path(f.getUri()))));
        workspace.folders(folders);
        names.folders(folders);
        workspace.again();
    }
}
