package relolens.server.lsp;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CallHierarchyIncomingCall;
import org.eclipse.lsp4j.CallHierarchyItem;
import org.eclipse.lsp4j.CallHierarchyOutgoingCall;
import org.eclipse.lsp4j.CallHierarchyPrepareParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.DocumentLinkOptions;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentPositionParams;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.index.FileIndex;
import relolens.server.document.Snapshot;
import relolens.server.features.Moved;
import relolens.server.navigation.CallHierarchy;
import relolens.server.navigation.Definitions;
import relolens.server.navigation.DocumentLinks;
import relolens.server.navigation.DocumentSymbols;
import relolens.server.navigation.FoldingRanges;
import relolens.server.navigation.References;
import relolens.server.navigation.Renames;
import relolens.server.navigation.SelectionRanges;
import relolens.server.navigation.WorkspaceNames;
import relolens.server.navigation.WorkspaceSymbols;
import relolens.server.protocol.PositionEncoding;

/** Hands requests that go from names to places to their features. */
final class NavigationRequests {
    private final Answering answering;
    private final WorkspaceNames names;

    NavigationRequests(Answering answering, WorkspaceNames names) {
        this.answering = answering;
        this.names = names;
    }

    /** Adds what these features can. */
    static void announce(ServerCapabilities can) {
        can.setDefinitionProvider(true);
        can.setDeclarationProvider(true);
        can.setReferencesProvider(true);
        can.setDocumentHighlightProvider(true);
        can.setRenameProvider(new RenameOptions(true));
        can.setDocumentSymbolProvider(true);
        can.setWorkspaceSymbolProvider(true);
        can.setCallHierarchyProvider(true);
        can.setDocumentLinkProvider(new DocumentLinkOptions(false));
        can.setSelectionRangeProvider(true);
        can.setFoldingRangeProvider(true);
    }

    private PositionEncoding encoding() {
        return answering.client().get().encoding();
    }

    CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            TextDocumentPositionParams p) {
        return places(p, (s, places, at) -> Definitions.at(s, at, places, names));
    }

    CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> declaration(
            TextDocumentPositionParams p) {
        return places(p, (s, places, at) -> Definitions.declarations(s, at, places, names));
    }

    private CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> places(
            TextDocumentPositionParams p, Answering.At<List<Location>> feature) {
        return answering.at(
                p.getTextDocument().getUri(),
                p.getPosition(),
                Either.forLeft(List.of()),
                (s, places, at) -> Either.forLeft(feature.apply(s, places, at)),
                (moved, found) -> Either.forLeft(moved.locations(found.getLeft())));
    }

    CompletableFuture<List<? extends Location>> references(ReferenceParams p) {
        boolean declarations = p.getContext() != null && p.getContext().isIncludeDeclaration();
        return answering.insist(
                p.getTextDocument().getUri(),
                List.of(),
                (s, places) -> References.at(s, p.getPosition(), declarations, places, names));
    }

    CompletableFuture<List<? extends DocumentHighlight>> highlight(TextDocumentPositionParams p) {
        return answering.<List<? extends DocumentHighlight>>at(
                p.getTextDocument().getUri(),
                p.getPosition(),
                List.of(),
                (s, places, at) -> References.inDocument(s, at, places),
                Moved::highlights);
    }

    CompletableFuture<@Nullable Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>> prepareRename(
            TextDocumentPositionParams p) {
        return answering.insistForOne(
                p.getTextDocument().getUri(),
                (s, places) -> Either3.forSecond(Renames.prepare(s, p.getPosition(), places, names)));
    }

    CompletableFuture<@Nullable WorkspaceEdit> rename(RenameParams p) {
        return answering.insistForOne(
                p.getTextDocument().getUri(),
                (s, places) ->
                        Renames.rename(s, p.getPosition(), p.getNewName(), places, names, answering.workspace()::with));
    }

    @SuppressWarnings("deprecation") // SymbolInformation stands in the protocol's answer type
    CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(String uri) {
        return answering.view(uri, List.of(), (s, places, moved) -> {
            var found = DocumentSymbols.of(s, places);
            return moved == null ? found : moved.symbols(found);
        });
    }

    @SuppressWarnings("deprecation") // SymbolInformation stands in the protocol's answer type
    CompletableFuture<Either<List<? extends SymbolInformation>, List<? extends WorkspaceSymbol>>> workspaceSymbol(
            String query) {
        return answering
                .workers()
                .reply(
                        CompletableFuture.completedFuture(query),
                        q -> Either.forRight(WorkspaceSymbols.matching(q, names, encoding())));
    }

    CompletableFuture<List<DocumentLink>> documentLink(String uri) {
        return answering.view(uri, List.of(), (s, places, moved) -> {
            List<DocumentLink> found = DocumentLinks.of(s, places);
            return moved == null ? found : moved.links(found);
        });
    }

    CompletableFuture<List<FoldingRange>> foldingRange(String uri) {
        return answering.view(uri, List.of(), (s, places, moved) -> {
            List<FoldingRange> found = FoldingRanges.of(s);
            return moved == null ? found : moved.foldings(found);
        });
    }

    CompletableFuture<List<SelectionRange>> selectionRange(SelectionRangeParams p) {
        return answering.ask(
                p.getTextDocument().getUri(),
                List.of(),
                (s, places) -> SelectionRanges.of(s, p.getPositions(), places));
    }

    CompletableFuture<List<CallHierarchyItem>> prepareCallHierarchy(CallHierarchyPrepareParams p) {
        return answering.insist(
                p.getTextDocument().getUri(),
                List.of(),
                (s, places) -> CallHierarchy.prepare(s, p.getPosition(), places, names));
    }

    CompletableFuture<List<CallHierarchyOutgoingCall>> outgoingCalls(CallHierarchyItem item) {
        if (answering.workspace().document(item.getUri()) != null) {
            return answering.insist(
                    item.getUri(), List.of(), (s, places) -> CallHierarchy.outgoing(item, s, places, names));
        }
        return answering.workers().reply(CompletableFuture.completedFuture(item), i -> {
            FileIndex file = names.file(Workspace.path(i.getUri()));
            return file == null ? List.of() : CallHierarchy.outgoing(i, file, names, encoding());
        });
    }

    CompletableFuture<List<CallHierarchyIncomingCall>> incomingCalls(CallHierarchyItem item) {
        return answering.workers().reply(CompletableFuture.completedFuture(item), i -> {
            List<Snapshot> open = answering.ready();
            return CallHierarchy.incoming(i, open, answering::places, names, encoding());
        });
    }
}
