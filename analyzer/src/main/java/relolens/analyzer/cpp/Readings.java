package relolens.analyzer.cpp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.PreprocessedUnit.Definition;

/**
 * How a unit was read: its files as they were cut up, which header each {@code #include} found, and which definition each
 * use of a macro meant. For navigation; complete once the unit is.
 */
public final class Readings {
    /** Uses beyond these are not remembered: the expander's own limit lies in the same region. */
    private static final int MOST_USES = 2_000_000;

    private final Map<String, SourceText> files = new HashMap<>();
    private final List<Found> found = new ArrayList<>();
    private SourceText[] sources = new SourceText[256];
    private int[] starts = new int[256];
    private Macro[] macros = new Macro[256];
    private int count;
    private boolean complete;

    Readings() {}

    private record Found(SourceText in, int start, int end, String path) {}

    /**
     * A header's name in an {@code #include}.
     *
     * @param start offset in chars of its first quote or bracket
     * @param end offset behind the last one
     * @param path file that was found
     */
    public record Included(int start, int end, String path) {}

    /** Hears of each use of a macro in a file. */
    @FunctionalInterface
    public interface UseListener {
        /** @param start offset of the name in the file, in chars */
        void use(int start, Definition meant);
    }

    /** The unit has been read: what is asked of its macros later is no use of them. */
    void complete() {
        complete = true;
    }

    void file(SourceText text) {
        files.put(text.path, text);
    }

    void included(SourceText in, int start, int end, String path) {
        found.add(new Found(in, start, end, path));
    }

    /** Notes that {@code name}, where it is spelled, meant {@code macro}. */
    void use(Token name, @Nullable Macro macro) {
        SourceText source = name.source;
        // A pasted token keeps the place of its left part, where another name stands.
        boolean spelled = source != null && name.end - name.start == name.text.length();
        if (!spelled || macro == null || source == null || complete || count == MOST_USES) {
            return;
        }
        if (count == sources.length) {
            sources = Arrays.copyOf(sources, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            macros = Arrays.copyOf(macros, count * 2);
        }
        sources[count] = source;
        starts[count] = name.start;
        macros[count++] = macro;
    }

    /** {@return the files that were read, by path} */
    public Set<String> files() {
        return files.keySet();
    }

    /** {@return a file's tokens as they are written, or null if it was not read} */
    public @Nullable SourceTokens tokens(String file) {
        SourceText text = files.get(file);
        return text == null ? null : new SourceTokens(text);
    }

    /** {@return the headers that lines of {@code file} found, in order of reading} */
    public List<Included> included(String file) {
        return found.stream()
                .filter(f -> f.in.path.equals(file))
                .map(f -> new Included(f.start, f.end, f.path))
                .distinct()
                .toList();
    }

    /** Tells of each use of a macro that is spelled in {@code file}, in order of reading; the same place may come often. */
    public void uses(String file, UseListener listener) {
        SourceText wanted = files.get(file);
        if (wanted == null) {
            return;
        }
        for (int i = 0; i < count; i++) {
            if (sources[i] == wanted && macros[i].builtin == null) {
                listener.use(starts[i], new MacroDefinition(macros[i]));
            }
        }
    }
}
