package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.server.lsp.GnuNames.Line;

/**
 * Go to definition on every identifier of Linux 6.1's relocation, head, proc and entry files, beside what gcc and GNU as say:
 * the {@code #define} in force by {@code gcc -E -dD}, macros and register aliases in the preprocessed text, symbols by the
 * assembler's own table, parameters by the enclosing {@code .macro} line, headers by line marks.
 */
@Tag("oracle")
class DefinitionOracleTest {
    static final List<String> FILES = List.of(
            "arch/arm64/kernel/relocate_kernel.S",
            "arch/arm64/kernel/hibernate-asm.S",
            "arch/arm64/kernel/head.S",
            "arch/arm64/kernel/entry.S",
            "arch/arm64/kernel/hyp-stub.S",
            "arch/arm64/mm/proc.S");

    private static final Pattern WORD =
            Pattern.compile("\\\\?[A-Za-z_.][\\w.$]*|\\b\\d+[bf]\\b|[<\"][\\w/.-]+\\.h[>\"]");
    private static final Pattern INCLUDE = Pattern.compile("^\\s*#\\s*include\\b.*");

    @TempDir
    Path directory;

    private final Map<String, int[]> byKind = new TreeMap<>();
    private final List<String> misses = new ArrayList<>();
    private final Set<String> unjudged = new HashSet<>();
    private final Map<String, List<String>> tree = new TreeMap<>();
    private int judged;
    private int right;

    static Path linux() throws Exception {
        String given = System.getProperty("RELOLENS_LINUX", System.getenv("RELOLENS_LINUX"));
        assertThat(given).as("RELOLENS_LINUX: directory with linux-6.1").isNotNull();
        return Path.of(given).toRealPath().resolve("linux-6.1");
    }

    @Test
    void atLeast99PercentOfIdentifiersLeadToTheRightPlace() throws Exception {
        Path root = linux();
        try (var files = Files.walk(root)) {
            for (Path p : files.filter(f -> f.toString().endsWith(".S")).toList()) {
                tree.put(p.toString(), Files.readAllLines(p));
            }
        }
        try (var editor = new EditorSession(Fixture.ASSEMBLING, directory)) {
            editor.initialize(root, "{}");
            for (String file : FILES) {
                one(editor, root, root.resolve(file));
            }
        }
        byKind.forEach((kind, n) -> System.out.printf("%-10s %5d of %5d%n", kind, n[0], n[1]));
        misses.forEach(m -> System.out.println("miss: " + m));
        System.out.printf("definitions: %d of %d identifiers right, %.2f %%%n", right, judged, 100.0 * right / judged);
        System.out.println(
                "words no oracle knows: " + unjudged.stream().sorted().toList());
        assertThat(judged).isGreaterThan(1600);
        assertThat(100.0 * right / judged).as("per cent right").isGreaterThanOrEqualTo(99);
    }

    private void one(EditorSession editor, Path root, Path file) throws Exception {
        GnuNames gnu = new GnuNames(root, file);
        String text = Files.readString(file);
        String uri = file.toUri().toString();
        editor.open(uri, text);
        String[] lines = blanked(text).split("\n", -1);
        for (int l = 0; l < lines.length; l++) {
            Matcher m = WORD.matcher(lines[l].matches("\\s*#\\s*(error|warning).*") ? "" : lines[l]);
            while (m.find()) {
                Wanted wanted = wanted(gnu, file, lines, l, m);
                if (wanted == null) {
                    unjudged.add(m.group());
                    continue;
                }
                int at = m.start() + (m.group().startsWith("\\") ? 1 : 0);
                JsonArray found = editor.ask("textDocument/definition", EditorSession.at(uri, l, at))
                        .getAsJsonArray();
                boolean good = !found.isEmpty() && wanted.places.contains(line(found.get(0)));
                judged++;
                int[] n = byKind.computeIfAbsent(wanted.kind, k -> new int[2]);
                n[1]++;
                if (good) {
                    right++;
                    n[0]++;
                } else {
                    misses.add(root.relativize(file) + ":" + (l + 1) + ": " + m.group() + " (" + wanted.kind
                            + ") wanted " + wanted.places + " got "
                            + found.asList().stream()
                                    .map(DefinitionOracleTest::line)
                                    .toList());
                }
            }
        }
    }

    private record Wanted(String kind, Set<Line> places) {}

    private static Line line(JsonElement location) {
        JsonObject o = location.getAsJsonObject();
        return new Line(
                Path.of(java.net.URI.create(o.get("uri").getAsString())).toString(),
                o.getAsJsonObject("range").getAsJsonObject("start").get("line").getAsInt() + 1);
    }

    /** {@return the text with comments, and strings but for headers and macro arguments, blank} */
    private static String blanked(String text) {
        StringBuilder out = new StringBuilder(text);
        Matcher m = Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"[^\"\\n]*\"", Pattern.DOTALL)
                .matcher(text);
        while (m.find()) {
            boolean header = m.group().startsWith("\"")
                    && (m.group().endsWith(".h\"") || m.group().contains("\\"));
            for (int i = m.start(); i < m.end() && !header; i++) {
                if (text.charAt(i) != '\n') {
                    out.setCharAt(i, ' ');
                }
            }
        }
        return out.toString();
    }

    private Wanted wanted(GnuNames gnu, Path file, String[] lines, int l, Matcher m) {
        String word = m.group();
        boolean directive = lines[l].stripLeading().startsWith("#");
        if (word.endsWith(".h\"") || word.endsWith(".h>")) {
            // Headers that were read before leave no mark, so the next mark is another's.
            String target = gnu.included.get(l + 1);
            String name = word.substring(1, word.length() - 1);
            return INCLUDE.matcher(lines[l]).matches() && target != null && target.endsWith("/" + name)
                    ? new Wanted(
                            "include",
                            Set.of(new Line(Path.of(target).normalize().toString(), 1)))
                    : null;
        }
        if (word.startsWith("\\")) {
            return parameter(file, lines, l, word.substring(1).replaceAll("\\..*", ""));
        }
        if (Character.isDigit(word.charAt(0))) {
            return numeric(file, lines, l, word);
        }
        if (m.start() > 0 && "\\%@$".indexOf(lines[l].charAt(m.start() - 1)) >= 0
                || lines[l].startsWith("\\", m.end())
                || lines[l].substring(0, m.start()).endsWith("\\()")
                || lines[l].substring(0, m.start()).endsWith("\\@")) {
            return null;
        }
        if (lines[l].matches("\\s*\\.macro\\s.*") && !word.startsWith(".")) {
            return heading(gnu, file, lines[l], l, word);
        }
        GnuNames.From define = gnu.defined(word, l + 1);
        boolean called = lines[l].substring(m.end()).stripLeading().startsWith("(");
        boolean own = lines[l].matches("\\s*#\\s*define\\s+" + Pattern.quote(word) + "\\b.*");
        if (define != null
                && (!define.arguments() || called || directive)
                && (gnu.active.contains(l + 1) || directive)) {
            Path at = Path.of(define.at().file());
            return new Wanted(
                    "define",
                    Set.of(new Line(
                            file.getRoot().resolve(at).normalize().toString(),
                            define.at().line())));
        }
        if (directive || !gnu.active.contains(l + 1) || own) {
            return null;
        }
        String before = lines[l].substring(0, m.start());
        boolean first = before.isBlank() || before.matches("(.*;|\\s*[\\w.]+:)\\s*");
        Set<Line> macro = gnu.macros.get(word.toLowerCase(Locale.ROOT));
        if (first && macro != null) {
            return new Wanted("macro", macro);
        }
        if (gnu.aliases.containsKey(word)) {
            return new Wanted("alias", gnu.aliases.get(word));
        }
        if (gnu.symbols.containsKey(word) && !(first && !lines[l].startsWith(":", m.end()))) {
            return new Wanted("symbol", gnu.symbols.get(word));
        }
        if (!first && gnu.undefined.contains(word)) {
            Set<Line> elsewhere = elsewhere(word);
            return elsewhere.isEmpty() ? null : new Wanted("external", elsewhere);
        }
        return macro == null || word.startsWith(".") ? null : new Wanted("macro", macro);
    }

    /** {@return the lines of the tree's assembly that define a symbol, by a plain search} */
    private Set<Line> elsewhere(String symbol) {
        Pattern definition = Pattern.compile("(?:SYM_\\w*(?:START|LABEL|ALIAS)\\w*|SYM_DATA\\w*|ENTRY)\\(\\s*" + symbol
                + "\\s*[,)].*|" + symbol + ":.*|\\s*" + symbol + " = .*");
        Set<Line> found = new HashSet<>();
        tree.forEach((path, lines) -> {
            for (int i = 0; i < lines.size(); i++) {
                if (definition.matcher(lines.get(i)).matches()) {
                    found.add(new Line(path, i + 1));
                }
            }
        });
        return found;
    }

    /** A name on a {@code .macro} line: the macro itself or a parameter, defined right there. */
    private static Wanted heading(GnuNames gnu, Path file, String line, int l, String word) {
        boolean qualifier = line.matches(".*:\\s*" + word + "\\b.*");
        return qualifier || gnu.defined(word, l + 1) != null
                ? null
                : new Wanted("heading", Set.of(new Line(file.toString(), l + 1)));
    }

    private static Wanted parameter(Path file, String[] lines, int l, String name) {
        int depth = 0;
        for (int i = l; i >= 0; i--) {
            String s = lines[i].strip();
            if (s.startsWith(".endm") && i < l) {
                depth++;
            }
            boolean head = s.startsWith(".macro");
            if (head && depth > 0) {
                depth--;
            } else if ((head || s.startsWith(".irp")) && depth == 0) {
                String rest = s.replaceFirst("^\\.macro\\s+\\S+|^\\.irpc?\\s+", " ");
                if (Pattern.compile("(^|[\\s,])" + Pattern.quote(name) + "($|[\\s,:=])")
                        .matcher(rest)
                        .find()) {
                    return new Wanted("parameter", Set.of(new Line(file.toString(), i + 1)));
                }
                if (head) {
                    return null;
                }
            }
        }
        return null;
    }

    /** The nearest label as text has it; the files in question have no macros that bring labels of the same number. */
    private static Wanted numeric(Path file, String[] lines, int l, String word) {
        int step = word.endsWith("f") ? 1 : -1;
        Pattern label = Pattern.compile("(^|;)\\s*" + word.substring(0, word.length() - 1) + "\\s*:.*");
        for (int i = step > 0 ? l + 1 : l; i >= 0 && i < lines.length; i += step) {
            if (label.matcher(lines[i]).lookingAt()) {
                return new Wanted("numeric", Set.of(new Line(file.toString(), i + 1)));
            }
        }
        return null;
    }
}
