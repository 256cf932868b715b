package relolens.server.lsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;
import relolens.server.document.Snapshot;
import relolens.server.features.ClientNeeds;
import relolens.server.features.CodeLenses;
import relolens.server.features.Definitions;
import relolens.server.features.DocumentSymbols;
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

    /** @param closed told of the URI of each document that was closed */
    DocumentService(
            Workspace workspace,
            Workers workers,
            Supplier<ClientNeeds> client,
            Supplier<Announced> announced,
            java.util.function.Consumer<String> closed) {
        this.workspace = workspace;
        this.workers = workers;
        this.client = client;
        this.announced = announced;
        this.closed = closed;
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
        return ask(params.getTextDocument(), List.of(), DocumentSymbols::of);
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams params) {
        return ask(
                params.getTextDocument(),
                Either.forLeft(List.of()),
                (s, p) -> Either.forLeft(Definitions.at(s, params.getPosition(), p)));
    }

    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
        return ask(params.getTextDocument(), new ArrayList<>(), (s, p) -> Fixes.of(s, params, p));
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
