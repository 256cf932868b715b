package relolens.server.lsp;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
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
import relolens.server.document.Snapshot;
import relolens.server.features.ClientNeeds;
import relolens.server.features.CodeActions;
import relolens.server.features.CodeLenses;
import relolens.server.features.HoverText;
import relolens.server.features.InlayHints;
import relolens.server.features.InlineValues;
import relolens.server.features.Places;
import relolens.server.schedule.Workers;

/** Hands each request about a document to its feature, on a request thread, with the document's newest snapshot. */
final class DocumentService extends WritingService {
    /** Requests about a document of so many lines do not wait for its analysis, which takes seconds. */
    static final int HUGE_LINES = 20_000;

    /** They are answered empty after this; the client is asked to ask again when the analysis is there. */
    static final long LONGEST_WAIT_MILLIS = 40;

    private final Workspace workspace;
    private final Workers workers;
    private final Supplier<ClientNeeds> client;
    private final Supplier<Announced> announced;
    private final PulledDiagnostics pulled;
    private final VirtualDocuments virtual;
    private final java.util.function.Consumer<String> closed;
    private final NavigationRequests navigation;

    /** @param closed told of the URI of each document that was closed */
    DocumentService(
            Workspace workspace,
            Workers workers,
            Supplier<ClientNeeds> client,
            Supplier<Announced> announced,
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
        return orNull(ask(
                params.getTextDocument(),
                Optional.empty(),
                (s, p) -> Optional.ofNullable(HoverText.at(s, params.getPosition(), p.encoding()))));
    }

    @Override
    public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
        return ask(
                params.getTextDocument(),
                List.of(),
                (s, p) ->
                        InlayHints.in(s, params.getRange(), workspace.settings().hints(), p.encoding()));
    }

    @Override
    public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams params) {
        return ask(
                params.getTextDocument(),
                List.of(),
                (s, p) -> CodeLenses.of(
                        s, p, workspace.settings().trusted(), announced.get().commands()));
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
        return ask(
                params.getTextDocument(),
                new ArrayList<>(),
                (s, p) -> new CodeActions(s, p, () -> virtual.statements(s), f -> workspace.holds(s, f))
                        .in(params, client.get().resolvesEdits()));
    }

    @Override
    public CompletableFuture<CodeAction> resolveCodeAction(CodeAction action) {
        return ask(
                about(action.getData()),
                action,
                (s, p) ->
                        new CodeActions(s, p, () -> virtual.statements(s), f -> workspace.holds(s, f)).resolve(action));
    }

    @Override
    public CompletableFuture<CodeLens> resolveCodeLens(CodeLens lens) {
        return ask(
                about(lens.getData()),
                lens,
                (s, p) -> CodeLenses.resolve(s, lens, announced.get().commands()));
    }

    @Override
    public CompletableFuture<InlayHint> resolveInlayHint(InlayHint hint) {
        return ask(about(hint.getData()), hint, (s, p) -> InlayHints.resolve(s, hint));
    }

    @Override
    public CompletableFuture<List<InlineValue>> inlineValue(InlineValueParams params) {
        int stopped = params.getContext().getStoppedLocation().getEnd().getLine();
        return ask(params.getTextDocument(), List.of(), (s, p) -> InlineValues.in(s, params.getRange(), stopped, p));
    }

    @Override
    public CompletableFuture<DocumentDiagnosticReport> diagnostic(DocumentDiagnosticParams params) {
        return pulled.of(params);
    }

    /** {@return the text of one of the virtual documents of a document, null if it is not open} */
    CompletableFuture<@Nullable Object> virtual(String scheme, TextDocumentIdentifier id) {
        return orNull(ask(
                id,
                Optional.empty(),
                (s, p) -> Optional.of(new OwnRequests.VirtualText(
                        VirtualDocuments.address(scheme, id.getUri()), virtual.text(scheme, s)))));
    }

    /** {@return the document that an item is about, by what it carries} */
    private static TextDocumentIdentifier about(@Nullable Object data) {
        return new TextDocumentIdentifier(
                data instanceof JsonObject o && o.get("uri") instanceof JsonPrimitive p ? p.getAsString() : "");
    }

    /** {@return the {@link DocumentReport} of a document, null if it is not open} */
    CompletableFuture<Object> report(TextDocumentIdentifier id) {
        OpenDocument document = workspace.document(id.getUri());
        return document == null
                ? CompletableFuture.supplyAsync(() -> null, Runnable::run)
                : workers.reply(document.snapshot(), DocumentReport::of);
    }

    private <R extends @Nullable Object> CompletableFuture<R> ask(
            TextDocumentIdentifier id, R whenUnknown, BiFunction<Snapshot, Places, R> feature) {
        OpenDocument document = workspace.document(id.getUri());
        if (document == null) {
            return CompletableFuture.completedFuture(whenUnknown);
        }
        Function<Snapshot, R> answer =
                s -> feature.apply(s, new Places(s, client.get().encoding(), workspace.sources()));
        return document.text().lines() < HUGE_LINES
                ? workers.reply(document.snapshot(), answer)
                : workers.reply(document.snapshot(), LONGEST_WAIT_MILLIS, whenUnknown, document::answeredEarly, answer);
    }
}
