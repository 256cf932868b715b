package relolens.server.writing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import relolens.analyzer.asm.Assembler;

/** What directives are, out of {@code directives.txt}; which there are, the assembler says. */
final class Directives {
    private record Entry(String operands, String text) {}

    private static final class Loaded {
        static final Map<String, Entry> ENTRIES = read();
        static final List<String> NAMES = names(ENTRIES);
    }

    private Directives() {}

    private static Map<String, Entry> read() {
        Map<String, Entry> found = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(
                Directives.class.getResourceAsStream("/relolens/server/directives.txt"), "directives.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] columns = line.split("\\|", 3);
                if (columns.length == 3 && !line.startsWith("#")) {
                    for (String name : columns[0].strip().split(" ")) {
                        found.put(name, new Entry(columns[1].strip(), columns[2].strip()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static List<String> names(Map<String, Entry> entries) {
        List<String> names = new ArrayList<>(Assembler.directives());
        entries.keySet().stream()
                .filter(n -> n.equals(".req") && !names.contains(n))
                .forEach(names::add);
        names.sort(null);
        return List.copyOf(names);
    }

    /** {@return all directives, sorted} */
    static List<String> names() {
        return Loaded.NAMES;
    }

    /** {@return a directive's operands, "" if it has none} */
    static String operands(String name) {
        Entry e = Loaded.ENTRIES.get(name.toLowerCase(Locale.ROOT));
        return e == null ? "" : e.operands();
    }

    /** {@return what a directive does, "" if that is not described} */
    static String text(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Entry e = Loaded.ENTRIES.get(lower);
        if (e != null) {
            return e.text();
        }
        return lower.startsWith(".cfi_") ? "Unwind information: a rule of the call frame at this instruction." : "";
    }
}
