package relolens.server.lsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
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
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;
import relolens.server.document.Snapshot;
import relolens.server.features.ClientNeeds;
import relolens.server.features.CodeLenses;
import relolens.server.features.Fixes;
import relolens.server.features.HoverText;
import relolens.server.features.InlayHints;
import relolens.server.features.Places;
import relolens.server.schedule.Workers;

/** Hands each request about a document to its feature, on a request thread, with the document's newest snapshot. */
final class DocumentService implements TextDocumentService {
    private final Workspace workspace;
    private final Workers workers;
    private final Supplier<ClientNeeds> client;
    private final Supplier<Announced> announced;
    private final java.util.function.Consumer<String> closed;
    private final NavigationRequests navigation;

    /** @param closed told of the URI of each document that was closed */
    DocumentService(
            Workspace workspace,
            Workers workers,
            Supplier<ClientNeeds> client,
            Supplier<Announced> announced,
            NavigationRequests navigation,
            java.util.function.Consumer<String> closed) {
        this.workspace = workspace;
        this.workers = workers;
        this.client = client;
        this.announced = announced;
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
        closed.accept(uri);
    }

    @Override
    public void didSave(DidSaveTextDocumentParams params) {}

    @Override
    public CompletableFuture<@Nullable Hover> hover(HoverParams params) {
        CompletableFuture<Optional<Hover>> found = ask(
                params.getTextDocument(),
                Optional.empty(),
                (s, p) -> Optional.ofNullable(HoverText.at(s, params.getPosition(), p.encoding())));
        CompletableFuture<@Nullable Hover> reply = found.thenApply(h -> h.orElse(null));
        // The client cancels the reply it knows of; the work behind it must hear of that.
        reply.whenComplete((h, failure) -> {
            if (reply.isCancelled()) {
                found.cancel(false);
            }
        });
        return reply;
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
                (s, p) -> Fixes.of(s, params, p, f -> workspace.holds(s, f)));
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
        return workers.reply(
                document.snapshot(),
                s -> feature.apply(s, new Places(s, client.get().encoding(), workspace.sources())));
    }
}
