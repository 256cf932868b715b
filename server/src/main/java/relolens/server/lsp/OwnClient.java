package relolens.server.lsp;

import java.util.List;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.services.LanguageClient;

/** A client that may have asked for notifications of ours, by name, in its initialization options. */
interface OwnClient extends LanguageClient {
    /** Name of {@link #analysed}. */
    String ANALYSED = "relolens/analysed";

    /** Name of {@link #inactiveRegions}. */
    String INACTIVE_REGIONS = "relolens/inactiveRegions";

    /** Which lines of a document conditionals leave out, after each analysis. */
    @JsonNotification(INACTIVE_REGIONS)
    void inactiveRegions(InactiveRegions what);

    /**
     * Lines that are left out.
     *
     * @param regions whole lines, ends exclusive
     */
    record InactiveRegions(String uri, int version, List<Range> regions) {}

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
