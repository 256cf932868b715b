package relolens.server.navigation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import relolens.analyzer.index.Entity;
import relolens.analyzer.index.FileIndex;
import relolens.analyzer.index.Located;
import relolens.analyzer.index.Occurrence;
import relolens.analyzer.index.Occurrences;
import relolens.analyzer.index.Role;
import relolens.analyzer.index.UnitIndex;

/** Names that more files than one unit's may use: global symbols, and what headers define. */
final class SharedNames {
    private SharedNames() {}

    /** {@return whether other units can mean the same thing} */
    static boolean shared(UnitIndex unit, Entity entity) {
        return switch (entity.kind()) {
            case SYMBOL ->
                unit.symbol(entity.name()).map(s -> s.global() || !s.defined()).orElse(false);
            case DEFINE, MACRO, ALIAS ->
                unit.definitions(entity).stream().anyMatch(l -> !l.file().path().equals(unit.mainFile()));
            default -> false;
        };
    }

    /** {@return the occurrences in the unit's files, then those in other files of the workspace} */
    static List<Located> occurrences(UnitIndex unit, Entity entity, Elsewhere elsewhere) {
        List<Located> all = new ArrayList<>(new Occurrences(unit).all(entity));
        if (!shared(unit, entity)) {
            return all;
        }
        Set<String> read = new HashSet<>(unit.files());
        for (FileIndex file : elsewhere.mentioning(entity.name())) {
            if (!read.contains(file.path())) {
                all.addAll(in(file, entity));
            }
        }
        return all;
    }

    /** {@return what the text alone shows: words of that name in a role that fits, unless the file has its own} */
    static List<Located> in(FileIndex file, Entity entity) {
        List<Located> found = new ArrayList<>();
        for (Occurrence o : file.occurrences()) {
            boolean same = entity.kind() == Entity.Kind.MACRO
                    ? entity.name().equalsIgnoreCase(o.name())
                    : entity.name().equals(o.name());
            if (same && (o.role() == own(entity.kind()) && entity.kind() != Entity.Kind.SYMBOL)) {
                return List.of();
            }
            boolean call = o.end() < file.text().length() && file.text().charAt(o.end()) == '(';
            if (same && fits(entity.kind(), o.role()) && !(call && entity.kind() == Entity.Kind.MACRO)) {
                found.add(new Located(file, o));
            }
        }
        return found;
    }

    private static Role own(Entity.Kind kind) {
        return switch (kind) {
            case DEFINE -> Role.DEFINE_NAME;
            case MACRO -> Role.MACRO_NAME;
            case ALIAS -> Role.ALIAS;
            default -> Role.LABEL;
        };
    }

    private static boolean fits(Entity.Kind kind, Role role) {
        return switch (role) {
            // A macro of the assembler begins its statement; an operand of that name is a symbol.
            case OPERAND -> kind != Entity.Kind.MACRO;
            case OPERATION -> kind == Entity.Kind.MACRO || kind == Entity.Kind.DEFINE;
            case CONDITION -> kind == Entity.Kind.DEFINE;
            case LABEL, DECLARED, ASSIGNED -> kind == Entity.Kind.SYMBOL || kind == Entity.Kind.DEFINE;
            default -> false;
        };
    }
}
