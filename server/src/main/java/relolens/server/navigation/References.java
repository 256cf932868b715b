package relolens.server.navigation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import relolens.analyzer.index.Entity;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.Located;
import relolens.analyzer.index.Occurrence;
import relolens.analyzer.index.Occurrences;
import relolens.analyzer.index.Role;
import relolens.server.document.Snapshot;
import relolens.server.features.Places;

/** Everywhere a name is used with the meaning that it has under the cursor. */
public final class References {
    private References() {}

    /** {@return all uses in the unit's files and, of names that others can see, in the workspace's} */
    public static List<Location> at(
            Snapshot snapshot, Position position, boolean declarations, Places places, Elsewhere elsewhere) {
        Spot spot = Spot.at(snapshot, position, places);
        Entity entity = spot == null ? null : spot.entity();
        if (spot == null || entity == null || spot.unit() == null) {
            return List.of();
        }
        Set<Location> found = new LinkedHashSet<>();
        for (Located l : SharedNames.occurrences(spot.unit(), entity, elsewhere)) {
            if (declarations || !l.occurrence().role().defines()) {
                found.add(places.of(
                        l.file(), l.occurrence().start(), l.occurrence().end()));
            }
        }
        return new ArrayList<>(found);
    }

    /** {@return the uses in the document itself} */
    public static List<DocumentHighlight> inDocument(Snapshot snapshot, Position position, Places places) {
        Spot spot = Spot.at(snapshot, position, places);
        Entity entity = spot == null ? null : spot.entity();
        if (spot == null || entity == null || spot.unit() == null) {
            return List.of();
        }
        FileIndex file = spot.file();
        List<DocumentHighlight> found = new ArrayList<>();
        for (Located l : new Occurrences(spot.unit()).in(file, entity)) {
            Occurrence o = l.occurrence();
            boolean write = o.role().defines() && o.role() != Role.CONDITION;
            found.add(new DocumentHighlight(
                    places.of(file, o.start(), o.end()).getRange(),
                    write ? DocumentHighlightKind.Write : DocumentHighlightKind.Read));
        }
        return found;
    }
}
