package relolens.emulator.isa;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Differences between two tools, sorted by the row they speak of, the most frequent first. */
final class Disagreements {
    private static final int GROUPS = 40;
    private static final int EXAMPLES = 3;

    private static final class Group {
        int count;
        final List<String> examples = new ArrayList<>();
    }

    private final Map<String, Group> groups = new TreeMap<>();

    void add(String group, String example) {
        Group g = groups.computeIfAbsent(group, k -> new Group());
        g.count++;
        if (g.examples.size() < EXAMPLES) {
            g.examples.add(example);
        }
    }

    /** {@return one line a group and some examples; the whole of it goes to {@code target/NAME.txt}} */
    List<String> report(String name) {
        List<Map.Entry<String, Group>> sorted = new ArrayList<>(groups.entrySet());
        sorted.sort(Comparator.comparingInt(e -> -e.getValue().count));
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Group> e : sorted) {
            lines.add(e.getKey() + ": " + e.getValue().count + "\n    " + String.join("\n    ", e.getValue().examples));
        }
        try {
            Files.createDirectories(Path.of("target"));
            Files.write(Path.of("target", name + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.size() > GROUPS ? lines.subList(0, GROUPS) : lines;
    }
}
