package relolens.analyzer.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a file is made of, as its text shows: routines, data, macros, definitions. */
public final class Outline {
    private static final Pattern DATA =
            Pattern.compile("\\.(quad|xword|8byte|word|long|int|4byte|hword|short|2byte|byte|octa"
                    + "|ascii|asciz|string\\d*|space|skip|zero|fill|incbin|float|double|single)");

    /** What an entry is. */
    public enum Kind {
        /** Named code. */
        ROUTINE,
        /** A label inside a routine. */
        LABEL,
        /** Named data. */
        DATA,
        MACRO,
        DEFINE,
        ALIAS,
        /** A name with a value: {@code .set}, {@code =}. */
        VALUE
    }

    /**
     * @param nameStart offset of its name
     * @param nameEnd offset behind that
     * @param start offset of its first line's text
     * @param end offset in its last line
     */
    public record Entry(Kind kind, String name, int nameStart, int nameEnd, int start, int end) {}

    private Outline() {}

    /** {@return the entries in order of their start} */
    public static List<Entry> of(FileIndex file) {
        List<Entry> out = new ArrayList<>();
        Map<Integer, Scope> scopes = new HashMap<>();
        file.scopes().forEach(s -> scopes.put(s.nameStart(), s));
        List<Region> routines = file.regions().stream()
                .filter(r -> r.kind() == Region.Kind.ROUTINE)
                .toList();
        List<Occurrence> all = file.occurrences();
        for (int i = 0; i < all.size(); i++) {
            Occurrence o = all.get(i);
            Entry entry = entry(all, i, scopes, routines);
            if (entry != null && !o.composite()) {
                out.add(entry);
            }
        }
        out.sort(Comparator.comparingInt(Entry::start));
        return ended(out, file);
    }

    private static @Nullable Entry entry(
            List<Occurrence> all, int i, Map<Integer, Scope> scopes, List<Region> routines) {
        Occurrence o = all.get(i);
        Scope scope = scopes.get(o.start());
        switch (o.role()) {
            case DEFINE_NAME, MACRO_NAME -> {
                Kind kind = o.role() == Role.DEFINE_NAME ? Kind.DEFINE : Kind.MACRO;
                return scope == null ? null : new Entry(kind, o.name(), o.start(), o.end(), scope.start(), scope.end());
            }
            case ALIAS -> {
                return new Entry(Kind.ALIAS, o.name(), o.start(), o.end(), o.start(), o.end());
            }
            case ASSIGNED -> {
                return o.scope() >= 0 || o.name().equals(".")
                        ? null
                        : new Entry(Kind.VALUE, o.name(), o.start(), o.end(), o.start(), o.end());
            }
            case LABEL -> {
                if (o.scope() >= 0) {
                    return null;
                }
                boolean data = i + 1 < all.size()
                        && all.get(i + 1).role() == Role.OPERATION
                        && DATA.matcher(all.get(i + 1).name().toLowerCase(Locale.ROOT))
                                .matches();
                boolean inside = o.name().startsWith(".L")
                        || routines.stream().anyMatch(r -> r.start() < o.start() && r.end() >= o.end());
                Kind kind = data ? Kind.DATA : inside ? Kind.LABEL : Kind.ROUTINE;
                return new Entry(kind, o.name(), o.start(), o.end(), o.start(), o.end());
            }
            case OPERATION -> {
                return marked(all, i, routines);
            }
            default -> {
                return null;
            }
        }
    }

    private static @Nullable Entry marked(List<Occurrence> all, int i, List<Region> routines) {
        Occurrence o = all.get(i);
        RoutineWords.Mark mark = RoutineWords.mark(o.name());
        boolean named = i + 1 < all.size()
                && all.get(i + 1).role() == Role.OPERAND
                && all.get(i + 1).operation().equals(o.name());
        if (o.scope() >= 0 || !named || mark == RoutineWords.Mark.NONE || mark == RoutineWords.Mark.END) {
            return null;
        }
        Occurrence name = all.get(i + 1);
        boolean data = o.name().contains("DATA");
        if (mark == RoutineWords.Mark.START) {
            int end = routines.stream()
                    .filter(r -> r.start() == o.start())
                    .mapToInt(Region::end)
                    .findFirst()
                    .orElse(o.end());
            return new Entry(data ? Kind.DATA : Kind.ROUTINE, name.name(), name.start(), name.end(), o.start(), end);
        }
        Kind kind = data ? Kind.DATA : Kind.LABEL;
        return new Entry(kind, name.name(), name.start(), name.end(), o.start(), name.end());
    }

    /** Routines and data that nothing ends go on to the next of them. */
    private static List<Entry> ended(List<Entry> entries, FileIndex file) {
        List<Entry> out = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry e = entries.get(i);
            boolean open = (e.kind == Kind.ROUTINE || e.kind == Kind.DATA) && file.line(e.end) == file.line(e.start);
            int end = e.end;
            if (open) {
                end = file.text().stripTrailing().length();
                for (int k = i + 1; k < entries.size(); k++) {
                    Kind kind = entries.get(k).kind;
                    if (kind == Kind.ROUTINE || kind == Kind.DATA || kind == Kind.MACRO) {
                        end = Math.min(end, lastVisible(file.text(), entries.get(k).start));
                        break;
                    }
                }
            }
            out.add(new Entry(e.kind, e.name, e.nameStart, e.nameEnd, e.start, Math.max(e.nameEnd, end)));
        }
        return out;
    }

    private static int lastVisible(String text, int before) {
        int at = before;
        while (at > 0 && text.charAt(at - 1) <= ' ') {
            at--;
        }
        return at;
    }

    /** {@return the innermost routine around {@code offset}, or null} */
    public static @Nullable Entry routineAt(List<Entry> entries, int offset) {
        Entry best = null;
        for (Entry e : entries) {
            if (e.kind == Kind.ROUTINE && e.start <= offset && offset <= e.end) {
                best = e;
            }
        }
        return best;
    }
}
