package relolens.server.lsp;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.lsp4j.CallHierarchyIncomingCall;
import org.eclipse.lsp4j.CallHierarchyIncomingCallsParams;
import org.eclipse.lsp4j.CallHierarchyItem;
import org.eclipse.lsp4j.CallHierarchyOutgoingCall;
import org.eclipse.lsp4j.CallHierarchyOutgoingCallsParams;
import org.eclipse.lsp4j.CallHierarchyPrepareParams;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.DeclarationParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentDiagnosticParams;
import org.eclipse.lsp4j.DocumentDiagnosticReport;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.DocumentLinkParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.InlineValue;
import org.eclipse.lsp4j.InlineValueParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.jspecify.annotations.Nullable;
import relolens.server.features.ClientNeeds;
import relolens.server.features.CodeActions;
import relolens.server.features.CodeLenses;
import relolens.server.features.HoverText;
import relolens.server.features.InlayHints;
import relolens.server.features.InlineValues;
import relolens.server.schedule.Workers;

/** Hands each request about a document to its feature. */
final class DocumentService extends WritingService {
    private final Workspace workspace;
    private final Workers workers;
    private final Supplier<ClientNeeds> client;
    private final Supplier<Announced> announced;
    private final PulledDiagnostics pulled;
    private final VirtualDocuments virtual;
    private final java.util.function.Consumer<String> closed;
    private final Answering answering;
    private final NavigationRequests navigation;

    /** @param closed told of the URI of each document that was closed */
    DocumentService(
            Workspace workspace,
            Workers workers,
            Supplier<ClientNeeds> client,
            Supplier<Announced> announced,
            Answering answering,
            NavigationRequests navigation,
            PulledDiagnostics pulled,
            VirtualDocuments virtual,
            java.util.function.Consumer<String> closed) {
        super(workspace, workers, client);
        this.workspace = workspace;
        this.workers = workers;
        this.client = client;
        this.announced = announced;
        this.pulled = pulled;
        this.virtual = virtual;
        this.closed = closed;
        this.answering = answering;
        this.navigation = navigation;
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams params) {
        var d = params.getTextDocument();
        workspace.open(d.getUri(), d.getVersion(), d.getText());
    }

    @Override
    public void didChange(DidChangeTextDocumentParams params) {
        var d = params.getTextDocument();
        Integer version = d.getVersion();
        workspace.change(
                d.getUri(),
                version == null ? 0 : version,
                params.getContentChanges(),
                client.get().encoding());
    }

    @Override
    public void didClose(DidCloseTextDocumentParams params) {
        String uri = params.getTextDocument().getUri();
        workspace.close(uri);
        forget(uri);
        virtual.forget(uri);
        closed.accept(uri);
    }

    @Override
    public void didSave(DidSaveTextDocumentParams params) {}

    @Override
    public CompletableFuture<@Nullable Hover> hover(HoverParams params) {
        return Answering.orNull(answering.at(
                params.getTextDocument().getUri(),
                params.getPosition(),
                Optional.empty(),
                (s, p, at) -> Optional.ofNullable(HoverText.at(s, at, p.encoding())),
                (moved, found) -> found.map(moved::hover)));
    }

    @Override
    public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
        var mode = workspace.settings().hints();
        Range shown = params.getRange();
        return answering.view(
                params.getTextDocument().getUri(),
                List.of(),
                (s, p, moved) -> moved == null
                        ? InlayHints.in(s, shown, mode, p.encoding())
                        : moved.hints(InlayHints.in(s, moved.before(shown), mode, p.encoding())));
    }

    @Override
    public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams params) {
        return answering.view(params.getTextDocument().getUri(), List.of(), (s, p, moved) -> {
            List<CodeLens> found = CodeLenses.of(
                    s, p, workspace.settings().trusted(), announced.get().commands());
            return moved == null ? found : moved.lenses(found);
        });
    }

    @Override
    @SuppressWarnings("deprecation") // SymbolInformation stands in the protocol's answer type
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams params) {
        return navigation.documentSymbol(params.getTextDocument().getUri());
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams params) {
        return navigation.definition(params);
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> declaration(
            DeclarationParams params) {
        return navigation.declaration(params);
    }

    @Override
    public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
        return navigation.references(params);
    }

    @Override
    public CompletableFuture<List<? extends DocumentHighlight>> documentHighlight(DocumentHighlightParams params) {
        return navigation.highlight(params);
    }

    @Override
    public CompletableFuture<@Nullable Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>> prepareRename(
            PrepareRenameParams params) {
        return navigation.prepareRename(params);
    }

    @Override
    public CompletableFuture<@Nullable WorkspaceEdit> rename(RenameParams params) {
        return navigation.rename(params);
    }

    @Override
    public CompletableFuture<List<DocumentLink>> documentLink(DocumentLinkParams params) {
        return navigation.documentLink(params.getTextDocument().getUri());
    }

    @Override
    public CompletableFuture<List<FoldingRange>> foldingRange(FoldingRangeRequestParams params) {
        return navigation.foldingRange(params.getTextDocument().getUri());
    }

    @Override
    public CompletableFuture<List<SelectionRange>> selectionRange(SelectionRangeParams params) {
        return navigation.selectionRange(params);
    }

    @Override
    public CompletableFuture<List<CallHierarchyItem>> prepareCallHierarchy(CallHierarchyPrepareParams params) {
        return navigation.prepareCallHierarchy(params);
    }

    @Override
    public CompletableFuture<List<CallHierarchyIncomingCall>> callHierarchyIncomingCalls(
            CallHierarchyIncomingCallsParams params) {
        return navigation.incomingCalls(params.getItem());
    }

    @Override
    public CompletableFuture<List<CallHierarchyOutgoingCall>> callHierarchyOutgoingCalls(
            CallHierarchyOutgoingCallsParams params) {
        return navigation.outgoingCalls(params.getItem());
    }

    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
        return answering.ask(
                params.getTextDocument().getUri(),
                new ArrayList<>(),
                (s, p) -> new CodeActions(s, p, () -> virtual.statements(s), workspace.holding(s))
                        .in(params, client.get().resolvesEdits()));
    }

    @Override
    public CompletableFuture<CodeAction> resolveCodeAction(CodeAction action) {
        return answering.ask(
                about(action.getData()),
                action,
                (s, p) -> new CodeActions(s, p, () -> virtual.statements(s), workspace.holding(s)).resolve(action));
    }

    @Override
    public CompletableFuture<CodeLens> resolveCodeLens(CodeLens lens) {
        return answering.ask(
                about(lens.getData()),
                lens,
                (s, p) -> CodeLenses.resolve(s, lens, announced.get().commands()));
    }

    @Override
    public CompletableFuture<InlayHint> resolveInlayHint(InlayHint hint) {
        return answering.ask(about(hint.getData()), hint, (s, p) -> InlayHints.resolve(s, hint));
    }

    @Override
    public CompletableFuture<List<InlineValue>> inlineValue(InlineValueParams params) {
        int stopped = params.getContext().getStoppedLocation().getEnd().getLine();
        return answering.ask(
                params.getTextDocument().getUri(),
                List.of(),
                (s, p) -> InlineValues.in(s, params.getRange(), stopped, p));
    }

    @Override
    public CompletableFuture<DocumentDiagnosticReport> diagnostic(DocumentDiagnosticParams params) {
        return pulled.of(params);
    }

    /** {@return the text of one of the virtual documents of a document, null if it is not open} */
    CompletableFuture<@Nullable Object> virtual(String scheme, TextDocumentIdentifier id) {
        return answering.insistForOne(
                id.getUri(),
                (s, p) -> new OwnRequests.VirtualText(
                        VirtualDocuments.address(scheme, id.getUri()), virtual.text(scheme, s)));
    }

    /** {@return the document that an item is about, by what it carries} */
    private static String about(@Nullable Object data) {
        return data instanceof JsonObject o && o.get("uri") instanceof JsonPrimitive p ? p.getAsString() : "";
    }

    /** {@return the {@link DocumentReport} of a document, null if it is not open} */
    CompletableFuture<Object> report(TextDocumentIdentifier id) {
        OpenDocument document = workspace.document(id.getUri());
        return document == null
                ? CompletableFuture.supplyAsync(() -> null, Runnable::run)
                : workers.reply(document.snapshot(), DocumentReport::of);
    }
}
