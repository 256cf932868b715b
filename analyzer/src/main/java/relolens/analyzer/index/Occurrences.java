package relolens.analyzer.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.index.Entity.Kind;

/**
 * Where a unit's files name an entity.
 *
 * @param unit whose files are looked through
 */
public record Occurrences(UnitIndex unit) {
    /** {@return all occurrences of {@code entity} in the unit's files, main file first} */
    public List<Located> all(Entity entity) {
        List<Located> out = new ArrayList<>();
        if (entity.confined() && entity.kind() != Kind.NUMERIC && entity.kind() != Kind.FORMAL) {
            collect(entity, unit.file(entity.file()), out);
            return out;
        }
        collect(entity, unit.file(unit.mainFile()), out);
        for (String path : unit.files()) {
            String text = path.equals(unit.mainFile()) ? null : unit.text(path);
            if (text != null && mentions(text, entity)) {
                collect(entity, unit.file(path), out);
            }
        }
        return out;
    }

    /** {@return the occurrences of {@code entity} in one file} */
    public List<Located> in(FileIndex file, Entity entity) {
        List<Located> out = new ArrayList<>();
        collect(entity, file, out);
        return out;
    }

    private static boolean mentions(String text, Entity entity) {
        return entity.kind() == Kind.MACRO
                ? text.toLowerCase(Locale.ROOT).contains(entity.name())
                : text.contains(entity.name());
    }

    private void collect(Entity entity, @Nullable FileIndex file, List<Located> out) {
        if (file == null) {
            return;
        }
        for (Occurrence o : file.occurrences()) {
            boolean candidate = entity.kind() == Kind.NUMERIC
                    ? (o.role() == Role.NUMERIC_LABEL || o.role() == Role.NUMERIC_USE)
                            && NumericLabels.number(UnitIndex.digits(o)).equals(NumericLabels.number(entity.name()))
                    : entity.isSpelled(o.name());
            if (candidate && means(file, o, entity)) {
                out.add(new Located(file, o));
            }
        }
    }

    private boolean means(FileIndex file, Occurrence o, Entity entity) {
        if (entity.kind() == Kind.NUMERIC) {
            return unit.targets(file, o).contains(Map.entry(entity.file(), entity.at()));
        }
        return entity.equals(unit.entity(file, o));
    }
}
