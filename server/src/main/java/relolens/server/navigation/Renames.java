package relolens.server.navigation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import relolens.analyzer.index.Entity;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.Located;
import relolens.analyzer.index.Occurrence;
import relolens.analyzer.index.Role;
import relolens.analyzer.index.UnitIndex;
import relolens.server.document.Snapshot;
import relolens.server.features.Places;

/** Gives a name another spelling everywhere, and proves by assembling that nothing else changes; or says why not. */
public final class Renames {
    private static final Pattern C_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern ASSEMBLER_NAME = Pattern.compile("[A-Za-z_.$][A-Za-z0-9_.$]*");

    /** Time to look into C sources when the editor only asks whether. */
    private static final int GLANCE_SECONDS = 1;

    /** Time to look into C sources before anything is changed. */
    private static final int LOOK_SECONDS = 30;

    private Renames() {}

    /** {@return the name to be edited} @throws ResponseErrorException with the reason if it cannot be renamed safely */
    public static PrepareRenameResult prepare(
            Snapshot snapshot, Position position, Places places, Elsewhere elsewhere) {
        Spot spot = checked(snapshot, position, places, elsewhere);
        Occurrence o = spot.occurrence();
        return new PrepareRenameResult(
                places.of(spot.file(), o.start(), o.end()).getRange(), o.name());
    }

    /** {@return the edits} @throws ResponseErrorException with the reason if they would change what is assembled */
    public static WorkspaceEdit rename(
            Snapshot snapshot,
            Position position,
            String name,
            Places places,
            Elsewhere elsewhere,
            Assembling assembling) {
        Spot spot = checked(snapshot, position, places, elsewhere);
        Entity entity = spot.entity();
        UnitIndex unit = spot.unit();
        if (entity == null || unit == null) {
            throw refused("nothing is known of this name");
        }
        String old = spot.occurrence().name();
        if (SharedNames.shared(unit, entity)
                && !notInC(old, elsewhere, LOOK_SECONDS).complete()) {
            throw refused("'" + old + "' may be used in C: there was no time to look into all sources");
        }
        checkName(entity, old, name, spot);
        List<Located> all = SharedNames.occurrences(unit, entity, elsewhere);
        Map<FileIndex, List<Occurrence>> byFile = new LinkedHashMap<>();
        for (Located l : all) {
            if (!elsewhere.owns(l.file().path())
                    && !l.file().path().equals(snapshot.document().path())) {
                throw refused("'" + old + "' is used in " + l.file().path() + ", outside the workspace");
            }
            byFile.computeIfAbsent(l.file(), k -> new ArrayList<>()).add(l.occurrence());
        }
        Map<String, List<TextEdit>> edits = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        Set<String> units = new TreeSet<>();
        byFile.forEach((file, occurrences) -> {
            List<TextEdit> mine = edits.computeIfAbsent(places.of(file, 0, 0).getUri(), k -> new ArrayList<>());
            StringBuilder text = new StringBuilder(file.text());
            List<Occurrence> last = new ArrayList<>(occurrences);
            last.sort((a, b) -> Integer.compare(b.start(), a.start()));
            for (Occurrence o : last) {
                text.replace(o.start(), o.end(), name);
                mine.add(new TextEdit(places.of(file, o.start(), o.end()).getRange(), name));
            }
            texts.put(file.path(), text.toString());
            if (file.path().endsWith(".S") || file.path().endsWith(".s")) {
                units.add(file.path());
            }
        });
        units.add(unit.mainFile());
        if (SharedNames.shared(unit, entity)) {
            // What mentions the name and is not edited must not have needed it.
            for (FileIndex file : elsewhere.mentioning(old)) {
                if (file.path().endsWith(".S") || file.path().endsWith(".s")) {
                    units.add(file.path());
                }
            }
        }
        SameObject.check(units, texts, assembling).ifPresent(why -> {
            throw refused("renaming '" + old + "' to '" + name + "' would change what is assembled: " + why);
        });
        return new WorkspaceEdit(edits);
    }

    private static Spot checked(Snapshot snapshot, Position position, Places places, Elsewhere elsewhere) {
        Spot spot = Spot.at(snapshot, position, places);
        if (spot == null) {
            throw refused("there is no name here");
        }
        Occurrence o = spot.occurrence();
        if (o.role() == Role.INCLUDE) {
            throw refused("a file is renamed where files are");
        }
        if (o.role() == Role.NUMERIC_LABEL || o.role() == Role.NUMERIC_USE) {
            throw refused(
                    "'" + o.name() + "' is a numeric label: it means the nearest one, so it has no name to change");
        }
        Entity entity = spot.entity();
        UnitIndex unit = spot.unit();
        if (entity == null || unit == null) {
            throw refused(
                    "'" + o.name() + "' is a register, an instruction, a directive or a name that is not known here");
        }
        if (entity.kind() == Entity.Kind.COMPOSITE) {
            throw refused("'" + o.name() + "' is put together from a macro's arguments; rename those");
        }
        defined(entity, o.name(), unit, snapshot, elsewhere);
        if (SharedNames.shared(unit, entity)) {
            notInC(o.name(), elsewhere, GLANCE_SECONDS);
        }
        return spot;
    }

    private static Elsewhere.Mentions notInC(String name, Elsewhere elsewhere, int seconds) {
        Elsewhere.Mentions others = elsewhere.otherwiseMentioning(name, seconds);
        if (!others.paths().isEmpty()) {
            throw refused("'" + name + "' is used outside assembly, too: " + String.join(", ", others.paths()));
        }
        return others;
    }

    private static void defined(Entity entity, String name, UnitIndex unit, Snapshot snapshot, Elsewhere elsewhere) {
        List<Located> definitions = unit.definitions(entity);
        if (definitions.isEmpty()) {
            if (!unit.expansions(entity).isEmpty() || unit.symbolNames().contains(name)) {
                throw refused("'" + name + "' is put together by a macro: it stands nowhere as it is");
            }
            boolean known = entity.kind() == Entity.Kind.SYMBOL
                    && !elsewhere
                            .definitions(entity, relolens.server.protocol.PositionEncoding.UTF16)
                            .isEmpty();
            if (!known) {
                throw refused("'" + name + "' is not defined in the files of this workspace");
            }
        }
        for (Located l : definitions) {
            String path = l.file().path();
            if (!elsewhere.owns(path) && !path.equals(snapshot.document().path())) {
                throw refused("'" + name + "' is defined in " + path + ", outside the workspace");
            }
        }
    }

    private static void checkName(Entity entity, String old, String name, Spot spot) {
        boolean assembler = entity.kind() == Entity.Kind.SYMBOL || entity.kind() == Entity.Kind.MACRO;
        if (!(assembler ? ASSEMBLER_NAME : C_NAME).matcher(name).matches()) {
            throw refused("'" + name + "' is no name for a " + entity.kind().text());
        }
        if (name.equals(old)) {
            return;
        }
        if (entity.kind() == Entity.Kind.SYMBOL && name.startsWith(".L") != old.startsWith(".L")) {
            throw refused("names with .L are left out of the object, others are in it: keep the beginning");
        }
        for (Occurrence o : spot.file().occurrences()) {
            if (o.name().equals(name) && o.role() != Role.OPERATION) {
                throw refused("'" + name + "' is used in this file already, in line "
                        + spot.file().line(o.start()));
            }
        }
        if (spot.unit() != null && spot.unit().isKnown(name)) {
            throw refused("'" + name + "' is defined already");
        }
    }

    static ResponseErrorException refused(String reason) {
        return new ResponseErrorException(new ResponseError(ResponseErrorCode.RequestFailed, reason, null));
    }
}
