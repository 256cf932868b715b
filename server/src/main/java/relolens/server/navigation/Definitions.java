package relolens.server.navigation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.index.Entity;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.Located;
import relolens.analyzer.index.Occurrence;
import relolens.analyzer.index.Occurrences;
import relolens.analyzer.index.Role;
import relolens.analyzer.source.Span;
import relolens.server.document.Snapshot;
import relolens.server.features.Places;
import relolens.server.files.WorkspaceFiles;

/** Where a name is defined, or declared: in this unit, or else in the workspace. */
public final class Definitions {
    /** Definitions to offer at most. */
    private static final int MOST = 50;

    private Definitions() {}

    /** {@return where the name under {@code position} is defined} */
    public static List<Location> at(Snapshot snapshot, Position position, Places places, Elsewhere elsewhere) {
        Spot spot = Spot.at(snapshot, position, places);
        if (spot == null) {
            return List.of();
        }
        if (spot.occurrence().role() == Role.INCLUDE) {
            String path = included(spot.file(), spot.occurrence(), spot);
            return path == null ? List.of() : List.of(fileStart(path));
        }
        Set<Location> found = new LinkedHashSet<>();
        for (Located l : spot.definitions()) {
            found.add(places.of(l.file(), l.occurrence().start(), l.occurrence().end()));
        }
        Entity entity = spot.entity();
        if (entity != null && spot.unit() != null) {
            boolean spelled = !found.isEmpty();
            List<Span> expansions = spot.unit().expansions(entity);
            if (!spelled || !ownUse(found, expansions, places)) {
                expansions.forEach(s -> found.add(places.of(s)));
            }
            if (entity.kind() == Entity.Kind.COMPOSITE && found.isEmpty()) {
                putTogether(spot, entity, places, found);
            }
            if (found.isEmpty()) {
                found.addAll(elsewhere.definitions(entity, places.encoding()));
            }
            if (found.isEmpty() && entity.kind() == Entity.Kind.SYMBOL) {
                found.addAll(elsewhere.inC(entity.name(), places.encoding()));
            }
        }
        return found.stream().limit(MOST).toList();
    }

    /** {@return where the symbol under {@code position} is declared, or what defines any other name} */
    public static List<Location> declarations(
            Snapshot snapshot, Position position, Places places, Elsewhere elsewhere) {
        Spot spot = Spot.at(snapshot, position, places);
        Entity entity = spot == null ? null : spot.entity();
        if (spot != null && entity != null && entity.kind() == Entity.Kind.SYMBOL && spot.unit() != null) {
            List<Location> found = new ArrayList<>();
            for (Located l : new Occurrences(spot.unit()).all(entity)) {
                if (l.occurrence().role() == Role.DECLARED
                        && !l.occurrence().operation().equals(".type")
                        && !l.occurrence().operation().equals(".size")) {
                    found.add(places.of(
                            l.file(), l.occurrence().start(), l.occurrence().end()));
                }
            }
            if (found.isEmpty() && spot.unit().isExternal(entity.name())) {
                found.addAll(elsewhere.inC(entity.name(), places.encoding()));
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return at(snapshot, position, places, elsewhere);
    }

    /** {@return whether the name itself stands in the outermost of the places: then the macro adds nothing to know} */
    private static boolean ownUse(Set<Location> found, List<Span> expansions, Places places) {
        if (expansions.isEmpty()) {
            return true;
        }
        for (Span s : expansions) {
            Location use = places.of(s);
            for (Location l : found) {
                boolean outermost = l.getUri().equals(use.getUri())
                        && l.getRange().getStart().getLine()
                                >= use.getRange().getStart().getLine()
                        && l.getRange().getEnd().getLine()
                                <= use.getRange().getEnd().getLine();
                if (outermost && s.equals(expansions.get(0))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A name put together from arguments means whatever symbols came of it. */
    private static void putTogether(Spot spot, Entity entity, Places places, Set<Location> found) {
        StringBuilder pattern = new StringBuilder();
        String[] parts = entity.name().split("\\\\(?:[A-Za-z_][A-Za-z0-9_]*|@)", -1);
        for (int i = 0; i < parts.length; i++) {
            pattern.append(i == 0 ? "" : "[\\w.$]*").append(Pattern.quote(parts[i]));
        }
        Pattern whole = Pattern.compile(pattern.toString());
        if (spot.unit() == null) {
            return;
        }
        for (String symbol : spot.unit().symbolNames()) {
            if (whole.matcher(symbol).matches() && found.size() < MOST) {
                Entity one = new Entity(Entity.Kind.SYMBOL, symbol, "", -1);
                List<Located> spelled = spot.unit().definitions(one);
                spelled.forEach(l -> found.add(places.of(
                        l.file(), l.occurrence().start(), l.occurrence().end())));
                if (spelled.isEmpty()) {
                    spot.unit().expansions(one).stream().limit(1).forEach(s -> found.add(places.of(s)));
                }
            }
        }
    }

    static Location fileStart(String path) {
        return new Location(Places.uri(path), new Range(new Position(0, 0), new Position(0, 0)));
    }

    /** {@return the file that an include names: the one that was read, or one beside the document} */
    static @Nullable String included(FileIndex file, Occurrence o, Spot spot) {
        String read = spot.unit() == null ? null : spot.unit().included(file, o);
        if (read != null) {
            return read;
        }
        try {
            Path beside = Path.of(file.path()).resolveSibling(o.name()).normalize();
            if (WorkspaceFiles.exists(beside)) {
                return beside.toString();
            }
        } catch (java.nio.file.InvalidPathException e) {
            return null;
        }
        // Another include of the same header was read, be this one inactive or guarded.
        return spot.unit() == null
                ? null
                : spot.unit().files().stream()
                        .filter(f -> f.endsWith("/" + o.name()))
                        .sorted()
                        .findFirst()
                        .orElse(null);
    }
}
