package relolens.server.lsp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.lsp4j.Diagnostic;

/**
 * What open documents say of the sidecars that speak of them. Several say the same of one, and what one says stands until
 * it says something else. For one thread at a time.
 */
final class SidecarDiagnostics {
    private final Map<String, Map<String, List<Diagnostic>>> byDocument = new LinkedHashMap<>();

    /**
     * Takes what a document says now.
     *
     * @param now by the sidecar's URI; nothing of a document that was closed
     * @return what holds now of those sidecars that it says other things of than before, by their URIs
     */
    Map<String, List<Diagnostic>> said(String document, Map<String, List<Diagnostic>> now) {
        Map<String, List<Diagnostic>> before = byDocument.getOrDefault(document, Map.of());
        if (now.isEmpty()) {
            byDocument.remove(document);
        } else {
            byDocument.put(document, now);
        }
        Set<String> concerned = new HashSet<>(before.keySet());
        concerned.addAll(now.keySet());
        Map<String, List<Diagnostic>> changed = new TreeMap<>();
        for (String sidecar : concerned) {
            if (!before.getOrDefault(sidecar, List.of()).equals(now.getOrDefault(sidecar, List.of()))) {
                changed.put(sidecar, of(sidecar));
            }
        }
        return changed;
    }

    /** {@return whether an open document says something of it} */
    boolean has(String sidecar) {
        return byDocument.values().stream().anyMatch(said -> said.containsKey(sidecar));
    }

    private List<Diagnostic> of(String sidecar) {
        Set<Diagnostic> all = new LinkedHashSet<>();
        byDocument.values().forEach(said -> all.addAll(said.getOrDefault(sidecar, List.of())));
        return new ArrayList<>(all);
    }
}
