package relolens.analyzer.index;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.SourceTokens;
import relolens.analyzer.source.Span;

/** One file's names and blocks as its text shows them, whatever is active. Immutable; made without reading other files. */
public final class FileIndex {
    private final SourceTokens tokens;
    private final List<Occurrence> occurrences;
    private final List<Scope> scopes;
    private final List<Region> regions;
    private final Map<Role, Map<String, Occurrence>> defined = new EnumMap<>(Role.class);

    FileIndex(SourceTokens tokens, List<Occurrence> occurrences, List<Scope> scopes, List<Region> regions) {
        this.tokens = tokens;
        List<Occurrence> sorted = new ArrayList<>(occurrences);
        sorted.sort(Comparator.comparingInt(Occurrence::start));
        this.occurrences = Collections.unmodifiableList(sorted);
        this.scopes = List.copyOf(scopes);
        this.regions = List.copyOf(regions);
    }

    /** {@return the index of {@code text}; any text has one} */
    public static FileIndex of(String path, String text) {
        return of(SourceTokens.of(path, text));
    }

    /** {@return the index of a file that is cut up already} */
    public static FileIndex of(SourceTokens tokens) {
        return new FileScanner(tokens).scan();
    }

    /** {@return the file's path} */
    public String path() {
        return tokens.path();
    }

    /** {@return the file's text} */
    public String text() {
        return tokens.text();
    }

    /** {@return all names in order of their start} */
    public List<Occurrence> occurrences() {
        return occurrences;
    }

    /** {@return the scopes; outer ones come before inner ones} */
    public List<Scope> scopes() {
        return scopes;
    }

    /** {@return lines that belong together, in no order} */
    public List<Region> regions() {
        return regions;
    }

    /** {@return the shortest occurrence that {@code offset} lies in or behind, or null} */
    public @Nullable Occurrence at(int offset) {
        Occurrence best = null;
        for (int i = firstFrom(offset - LONGEST); i < occurrences.size(); i++) {
            Occurrence o = occurrences.get(i);
            boolean argument = o.role() == Role.ARGUMENT;
            if (o.start() - (argument ? 1 : 0) > offset) {
                break;
            }
            // Behind a name counts as on it, unless another begins there.
            boolean better = best == null
                    || best.end() == offset && o.end() > offset
                    || o.end() - o.start() < best.end() - best.start() && (o.end() > offset || best.end() == offset);
            if (offset <= o.end() && better) {
                best = o;
            }
        }
        return best;
    }

    /** {@return the first occurrence that defines {@code name} in that role, or null} */
    synchronized @Nullable Occurrence definition(Role role, String name) {
        Map<String, Occurrence> known = defined.get(role);
        if (known == null) {
            known = new HashMap<>();
            for (Occurrence o : occurrences) {
                if (o.role() == role) {
                    known.putIfAbsent(key(role, o.name()), o);
                }
            }
            defined.put(role, known);
        }
        return known.get(key(role, name));
    }

    private static String key(Role role, String name) {
        return role == Role.MACRO_NAME ? name.toLowerCase(Locale.ROOT) : name;
    }

    private static final int LONGEST = 4096;

    /** {@return index of the first occurrence that starts at {@code offset} or later} */
    public int firstFrom(int offset) {
        int low = 0;
        int high = occurrences.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (occurrences.get(middle).start() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** {@return the innermost scope around {@code occurrence} that has a parameter of that name, or -1} */
    public int scopeOf(Occurrence occurrence, String parameter, Scope.Kind kind) {
        for (int s = occurrence.scope(); s >= 0; s = scopes.get(s).outer()) {
            Scope scope = scopes.get(s);
            boolean right = scope.kind() == kind || kind == Scope.Kind.MACRO && scope.kind() == Scope.Kind.REPETITION;
            if (right && scope.formals().contains(parameter)) {
                return s;
            }
        }
        return -1;
    }

    /** {@return the place of an occurrence} */
    public Span span(Occurrence occurrence) {
        return tokens.span(occurrence.start(), occurrence.end());
    }

    /** {@return the place of the characters from {@code start} to {@code end}} */
    public Span span(int start, int end) {
        return tokens.span(start, end);
    }

    /** {@return the 1-based line of an offset} */
    public int line(int offset) {
        return tokens.lineAt(offset);
    }

    /** {@return the offset of a 1-based line and column} */
    public int offset(int line, int column) {
        return tokens.offset(line, column);
    }
}
