package relolens.server.navigation;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.Range;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.Occurrence;
import relolens.analyzer.index.Role;
import relolens.server.document.Snapshot;
import relolens.server.features.Places;

/** The files that a document includes, as links. */
public final class DocumentLinks {
    private DocumentLinks() {}

    public static List<DocumentLink> of(Snapshot snapshot, Places places) {
        FileIndex file = snapshot.names().file();
        List<DocumentLink> links = new ArrayList<>();
        for (Occurrence o : file.occurrences()) {
            if (o.role() != Role.INCLUDE) {
                continue;
            }
            String path = Definitions.included(
                    file, o, new Spot(file, o, snapshot.names().unit()));
            if (path != null && o.end() - o.start() > 2) {
                Range inside = places.of(file, o.start() + 1, o.end() - 1).getRange();
                links.add(new DocumentLink(inside, Places.uri(path), null, path));
            }
        }
        return links;
    }
}
