package relolens.emulator.timing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A data file as text for people: groups in file order, each number with what it stands on. */
final class Description {
    private static final String CLASSES = "classes";

    private Description() {}

    static String of(DataFile file, Map<String, String> texts) {
        StringBuilder out = new StringBuilder();
        out.append(file.name().replaceAll(".*/|\\.yml$", ""))
                .append(": ")
                .append(file.textOr("title", ""))
                .append('\n');
        Map<String, List<Figure>> groups = new LinkedHashMap<>();
        for (Figure f : file.figures()) {
            int dot = f.key().indexOf('.');
            groups.computeIfAbsent(dot < 0 ? "" : f.key().substring(0, dot), k -> new ArrayList<>())
                    .add(f);
        }
        groups.forEach((group, figures) -> {
            if (group.equals(CLASSES)) {
                out.append("\ninstruction classes (cycles): pipe, result after, next after\n");
                classes(out, file, figures);
            } else {
                out.append('\n').append(group.isEmpty() ? "general" : group).append('\n');
                texts.forEach((key, text) -> {
                    if (key.startsWith(group + ".") && !group.isEmpty()) {
                        out.append("  ")
                                .append(key.substring(group.length() + 1))
                                .append(": ")
                                .append(text)
                                .append('\n');
                    }
                });
                figures(out, group, figures);
            }
        });
        return out.toString();
    }

    private static void figures(StringBuilder out, String group, List<Figure> figures) {
        int skip = group.isEmpty() ? 0 : group.length() + 1;
        int width =
                figures.stream().mapToInt(f -> f.key().length() - skip).max().orElse(0);
        for (Figure f : figures) {
            out.append(String.format(
                    Locale.ROOT, "  %-" + width + "s  %10s  %s%n", f.key().substring(skip), f.text(), standing(f)));
        }
    }

    private static void classes(StringBuilder out, DataFile file, List<Figure> figures) {
        for (Figure f : figures) {
            if (f.key().endsWith(".latency")) {
                String name = f.key().substring(CLASSES.length() + 1, f.key().length() - ".latency".length());
                String every = file.figure(CLASSES + "." + name + ".every").text();
                String pipe = file.text(CLASSES + "." + name + ".pipe");
                out.append(String.format(
                        Locale.ROOT, "  %-23s %-7s %4s %4s  %s%n", name, pipe, f.text(), every, standing(f)));
            }
        }
    }

    private static String standing(Figure f) {
        return f.mark().name().toLowerCase(Locale.ROOT) + ": " + f.source();
    }
}
