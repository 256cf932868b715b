package relolens.server.lsp;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/** What a client can ask that the protocol has no words for. */
@JsonSegment("relolens")
interface OwnRequests {
    /** What is known of a document: {@link DocumentReport}; null for one that is not open. */
    @JsonRequest
    CompletableFuture<Object> report(OfDocument params);

    /** The cores and boards that runs can be timed for: {@link Machines}. */
    @JsonRequest
    CompletableFuture<Object> machines();

    /** A document's unit with all macros expanded: {@link VirtualText}; null for one that is not open. */
    @JsonRequest
    CompletableFuture<Object> expanded(OfDocument params);

    /** The instructions of a document's unit: {@link VirtualText}; null for one that is not open. */
    @JsonRequest
    CompletableFuture<Object> disassembly(OfDocument params);

    /**
     * A document made of another.
     *
     * @param uri its address for {@code workspace/textDocumentContent}
     */
    record VirtualText(String uri, String text) {}

    /** A request about a document. */
    record OfDocument(TextDocumentIdentifier textDocument) {}
}
