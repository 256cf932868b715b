package relolens.server.lsp;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.services.LanguageClient;

/** A client that may have asked for notifications of ours, by name, in its initialization options. */
interface OwnClient extends LanguageClient {
    /** Name of {@link #analysed}. */
    String ANALYSED = "relolens/analysed";

    /** A document's newest text was analysed, or run: {@code relolens/report} says something new. */
    @JsonNotification(ANALYSED)
    void analysed(Analysed what);

    /**
     * Which text.
     *
     * @param version of the document
     */
    record Analysed(String uri, int version) {}
}
