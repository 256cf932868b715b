package relolens.server.lsp;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.lsp4j.TextDocumentContentRefreshParams;
import org.eclipse.lsp4j.TextDocumentContentResult;
import org.eclipse.lsp4j.services.LanguageClient;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.asm.Expanded;
import relolens.server.document.Snapshot;
import relolens.server.features.Expansion;
import relolens.server.files.DiskSources;
import relolens.server.schedule.Workers;

/**
 * Documents that are made of others: a unit with all macros expanded, and its instructions. Their address names the
 * document behind the question mark: {@code relolens-expanded:/name.expanded.S?file%3A%2F%2F…}. Its own name is what the tab says.
 */
final class VirtualDocuments {
    static final String EXPANDED = "relolens-expanded";
    static final String DISASSEMBLY = "relolens-disassembly";

    private final Workspace workspace;
    private final Workers workers;
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    VirtualDocuments(Workspace workspace, Workers workers) {
        this.workspace = workspace;
        this.workers = workers;
    }

    static List<String> schemes() {
        return List.of(EXPANDED, DISASSEMBLY);
    }

    static String address(String scheme, String uri) {
        String name = uri.substring(uri.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        String kind = scheme.substring(scheme.indexOf('-') + 1);
        return scheme + ":/" + name.substring(0, dot) + "." + kind + name.substring(dot) + "?"
                + URLEncoder.encode(uri, StandardCharsets.UTF_8);
    }

    /** {@return the text at a virtual document's address} */
    CompletableFuture<TextDocumentContentResult> content(String address) {
        int colon = address.indexOf(':');
        int question = address.indexOf('?');
        String scheme = colon < 0 ? "" : address.substring(0, colon);
        String uri = question < 0 ? "" : URLDecoder.decode(address.substring(question + 1), StandardCharsets.UTF_8);
        OpenDocument document = workspace.document(uri);
        if (document == null || !schemes().contains(scheme)) {
            return CompletableFuture.completedFuture(new TextDocumentContentResult("// not open: " + uri + "\n"));
        }
        shown.add(address);
        return workers.reply(document.snapshot(), s -> new TextDocumentContentResult(text(scheme, s)));
    }

    String text(String scheme, Snapshot snapshot) {
        return scheme.equals(EXPANDED)
                ? Expansion.expanded(snapshot, statements(snapshot))
                : Expansion.disassembly(snapshot);
    }

    /** {@return the unit's statements as they are assembled} */
    List<Expanded> statements(Snapshot snapshot) {
        DiskSources sources = workspace.sources();
        return snapshot.unit()
                .map(u -> Assembler.expand(
                        u.preprocessed(),
                        sources,
                        workspace.options(snapshot.document().path(), sources)))
                .orElse(List.of());
    }

    /** Tells the client that those of {@code uri} that it has shown have another text. */
    void changed(String uri, Supplier<? extends LanguageClient> client) {
        for (String scheme : schemes()) {
            String address = address(scheme, uri);
            if (shown.contains(address)) {
                client.get().refreshTextDocumentContent(new TextDocumentContentRefreshParams(address));
            }
        }
    }

    /** Forgets those of a document that was closed. */
    void forget(String uri) {
        schemes().forEach(s -> shown.remove(address(s, uri)));
    }
}
