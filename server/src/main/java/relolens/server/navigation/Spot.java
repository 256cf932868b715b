package relolens.server.navigation;

import java.util.List;
import org.eclipse.lsp4j.Position;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.index.Entity;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.Located;
import relolens.analyzer.index.Occurrence;
import relolens.analyzer.index.UnitIndex;
import relolens.server.document.Snapshot;
import relolens.server.features.Places;

/**
 * The name that a request is about.
 *
 * @param file the document's names
 * @param occurrence the one under the cursor
 * @param unit what names mean, or null if the document was not analysed
 */
record Spot(FileIndex file, Occurrence occurrence, @Nullable UnitIndex unit) {
    static @Nullable Spot at(Snapshot snapshot, Position position, Places places) {
        FileIndex file = snapshot.names().file();
        int offset = places.offset(position);
        Occurrence found = offset > file.text().length() ? null : file.at(offset);
        return found == null ? null : new Spot(file, found, snapshot.names().unit());
    }

    /** {@return what the name means, or null} */
    @Nullable
    Entity entity() {
        return unit == null ? null : unit.entity(file, occurrence);
    }

    /** {@return where it gets that meaning} */
    List<Located> definitions() {
        return unit == null ? List.of() : unit.definitions(file, occurrence);
    }
}
