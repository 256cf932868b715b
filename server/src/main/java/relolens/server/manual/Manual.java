package relolens.server.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Profiles;
import relolens.analyzer.rules.Rule;
import relolens.analyzer.rules.Rules;
import relolens.emulator.cpu.SystemRegister;
import relolens.emulator.timing.TimingCatalogue;

/** The documentation by topic. */
public final class Manual {
    /** A comment, so that what is printed is still a data file. */
    private static final String NOTE = """
            # A file in this format can stand for a core or board wherever one is named: see docs/machines.md.
            """;

    private Manual() {}

    /** {@return whether a topic's documentation is a data file} */
    public static boolean isData(String topic) {
        String lower = topic.toLowerCase(Locale.ROOT);
        return TimingCatalogue.cores().contains(lower)
                || TimingCatalogue.boards().contains(lower);
    }

    /** {@return the documentation of {@code topic} (any case), or null if there is none of that name} */
    public static @Nullable String explain(String topic) {
        String lower = topic.toLowerCase(Locale.ROOT);
        String rule = Rules.explain(topic);
        if (rule != null) {
            return rule;
        }
        if (isData(lower)) {
            return NOTE + TimingCatalogue.text(lower);
        }
        String profile = Profiles.explain(topic);
        return profile != null ? profile : register(lower);
    }

    private static @Nullable String register(String name) {
        SystemRegister known = SystemRegister.named(name);
        String text = SystemText.register(name);
        if (known == null && text.isEmpty()) {
            return null;
        }
        StringBuilder page =
                new StringBuilder("# ").append(name.toUpperCase(Locale.ROOT)).append("\n\n");
        if (known != null) {
            int e = known.encoding();
            page.append(String.format(
                    Locale.ROOT,
                    "System register S%d_%d_C%d_C%d_%d. %s%n%n",
                    e >>> 14 & 3,
                    e >>> 11 & 7,
                    e >>> 7 & 15,
                    e >>> 3 & 15,
                    e & 7,
                    known.affectsTranslation()
                            ? "Takes part in address translation: a write needs an `isb` before it can be relied on."
                            : ""));
        }
        page.append(text.isEmpty() ? "" : text + "\n\nAccess: " + RegisterPages.levels(name) + ".\n");
        List<String> fields = RegisterPages.fields(name);
        if (!fields.isEmpty()) {
            page.append("\n").append(String.join("\n", fields)).append("\n");
        }
        return page.toString();
    }

    /** {@return all topics but system registers, by kind} */
    public static Map<String, List<String>> topics() {
        Map<String, List<String>> topics = new TreeMap<>();
        List<String> rules = new ArrayList<>();
        for (Rule r : Rules.ALL) {
            rules.add(r.info().id() + " " + r.info().name());
        }
        topics.put("rules", rules);
        topics.put("cores", TimingCatalogue.cores());
        topics.put("boards", TimingCatalogue.boards());
        topics.put("profiles", Profiles.names());
        return topics;
    }

    /** {@return names near {@code topic}, nearest first, at most three} */
    public static List<String> near(String topic) {
        String lower = topic.toLowerCase(Locale.ROOT);
        List<String> names = new ArrayList<>();
        topics().values().forEach(list -> list.forEach(n -> names.addAll(List.of(n.split(" ")))));
        for (SystemRegister r : SystemRegister.values()) {
            names.add(r.lowerName());
        }
        return names.stream()
                .filter(n -> distance(n.toLowerCase(Locale.ROOT), lower) <= Math.max(1, lower.length() / 3))
                .sorted(java.util.Comparator.comparingInt(n -> distance(n.toLowerCase(Locale.ROOT), lower)))
                .limit(3)
                .toList();
    }

    /** Levenshtein's distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
