package relolens.server.lsp;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentOnTypeFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.DocumentRangesFormattingParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensDelta;
import org.eclipse.lsp4j.SemanticTokensDeltaParams;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SemanticTokensRangeParams;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;
import relolens.server.document.Snapshot;
import relolens.server.document.TextDocument;
import relolens.server.features.ClientNeeds;
import relolens.server.files.DiskSources;
import relolens.server.schedule.Workers;
import relolens.server.writing.Completion;
import relolens.server.writing.Documentation;
import relolens.server.writing.Draft;
import relolens.server.writing.Formatting;
import relolens.server.writing.Highlighting;
import relolens.server.writing.Signatures;
import relolens.server.writing.TokenResults;

/** Requests that are answered from the text as it is now and the last analysis there was, without waiting for the next. */
abstract class WritingService implements TextDocumentService {
    private final Workspace workspace;
    private final Workers workers;
    private final Supplier<ClientNeeds> client;
    private final TokenResults tokens = new TokenResults();

    WritingService(Workspace workspace, Workers workers, Supplier<ClientNeeds> client) {
        this.workspace = workspace;
        this.workers = workers;
        this.client = client;
    }

    /** Forgets what is kept for a document that was closed. */
    void forget(String uri) {
        tokens.forget(uri);
    }

    @Override
    public CompletableFuture<SemanticTokens> semanticTokensFull(SemanticTokensParams params) {
        String uri = params.getTextDocument().getUri();
        return soonAfterFirst(
                params.getTextDocument(),
                new SemanticTokens(List.of()),
                d -> tokens.whole(uri, Highlighting.of(d, null)));
    }

    @Override
    public CompletableFuture<Either<SemanticTokens, SemanticTokensDelta>> semanticTokensFullDelta(
            SemanticTokensDeltaParams params) {
        String uri = params.getTextDocument().getUri();
        return soonAfterFirst(
                params.getTextDocument(),
                Either.forLeft(new SemanticTokens(List.of())),
                d -> tokens.since(params.getPreviousResultId(), uri, Highlighting.of(d, null)));
    }

    @Override
    public CompletableFuture<SemanticTokens> semanticTokensRange(SemanticTokensRangeParams params) {
        return soonAfterFirst(
                params.getTextDocument(),
                new SemanticTokens(List.of()),
                d -> new SemanticTokens(Highlighting.of(d, params.getRange())));
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams params) {
        return now(
                params.getTextDocument(),
                Either.forLeft(List.of()),
                d -> Either.forRight(Completion.at(d, params.getPosition())));
    }

    @Override
    public CompletableFuture<CompletionItem> resolveCompletionItem(CompletionItem item) {
        String uri = item.getData() instanceof JsonObject o && o.get("uri") instanceof JsonPrimitive p
                ? p.getAsString()
                : "";
        return now(new TextDocumentIdentifier(uri), item, d -> Documentation.resolve(d, item));
    }

    @Override
    public CompletableFuture<@Nullable SignatureHelp> signatureHelp(SignatureHelpParams params) {
        return Answering.orNull(now(
                params.getTextDocument(),
                Optional.empty(),
                d -> Optional.ofNullable(
                        Signatures.at(d, params.getPosition(), client.get().labelOffsets()))));
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams params) {
        return afterFirst(
                params.getTextDocument(),
                List.of(),
                d -> Formatting.of(d, 0, d.document().lines() - 1, params.getOptions()));
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> rangeFormatting(DocumentRangeFormattingParams params) {
        return afterFirst(params.getTextDocument(), List.of(), d -> range(d, params.getRange(), params.getOptions()));
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> rangesFormatting(DocumentRangesFormattingParams params) {
        return afterFirst(
                params.getTextDocument(),
                List.of(),
                d -> params.getRanges().stream()
                        .flatMap(r -> range(d, r, params.getOptions()).stream())
                        .toList());
    }

    private static List<TextEdit> range(Draft draft, Range range, FormattingOptions options) {
        int end = range.getEnd().getLine();
        boolean none =
                range.getEnd().getCharacter() == 0 && end > range.getStart().getLine();
        return Formatting.of(draft, range.getStart().getLine(), none ? end - 1 : end, options);
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> onTypeFormatting(DocumentOnTypeFormattingParams params) {
        int line = params.getPosition().getLine() - (params.getCh().equals("\n") ? 1 : 0);
        return now(params.getTextDocument(), List.of(), d -> Formatting.of(d, line, line, params.getOptions()));
    }

    /** {@return {@code feature}'s answer from the text at this moment} */
    final <R extends @Nullable Object> CompletableFuture<R> now(
            TextDocumentIdentifier id, R whenUnknown, Function<Draft, R> feature) {
        OpenDocument document = workspace.document(id.getUri());
        return document == null
                ? CompletableFuture.completedFuture(whenUnknown)
                : workers.reply(CompletableFuture.completedFuture(document), d -> feature.apply(draft(d, d.latest())));
    }

    /** As {@link #now}, but not before the document was analysed once. */
    private <R> CompletableFuture<R> afterFirst(TextDocumentIdentifier id, R whenUnknown, Function<Draft, R> feature) {
        OpenDocument document = workspace.document(id.getUri());
        if (document == null || document.latest() != null) {
            return now(id, whenUnknown, feature);
        }
        return workers.reply(document.snapshot(), s -> feature.apply(draft(document, s)));
    }

    /** As {@link #afterFirst}, but of a huge document the text must do: the client is asked to ask again. */
    private <R> CompletableFuture<R> soonAfterFirst(
            TextDocumentIdentifier id, R whenUnknown, Function<Draft, R> feature) {
        OpenDocument document = workspace.document(id.getUri());
        if (document != null && document.latest() == null && Answering.isHuge(document)) {
            document.answeredEarly();
            return now(id, whenUnknown, feature);
        }
        return afterFirst(id, whenUnknown, feature);
    }

    private Draft draft(OpenDocument document, @Nullable Snapshot latest) {
        TextDocument text = document.text();
        DiskSources sources = workspace.sources();
        return new Draft(
                text,
                latest,
                client.get().encoding(),
                sources,
                () -> workspace.options(text.path(), sources).includeDirs());
    }
}
