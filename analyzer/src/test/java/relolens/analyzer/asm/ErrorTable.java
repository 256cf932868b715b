package relolens.analyzer.asm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.SourceLoader;
import relolens.analyzer.source.Span;

/**
 * Mistakes and what is said of them, here and by GNU as: {@code errors.txt} among the test resources holds each mistake's
 * title, its source, then lines {@code -- ours …} and {@code -- gas …}; {@code docs/errors.md} shows them side by side.
 */
final class ErrorTable {
    private static final String RESOURCE = "/relolens/asm/errors.txt";
    private static final Path DOC = Path.of("../docs/errors.md");
    private static final List<String> MACHINE = List.of("-Wa,-march=armv8.5-a");

    /** @param group what kind of mistake it is */
    record Mistake(String group, String title, String source, List<String> ours, List<String> theirs) {
        @Override
        public String toString() {
            return group + ": " + title;
        }
    }

    private ErrorTable() {}

    static List<Mistake> read() throws IOException {
        String text;
        try (var in = Objects.requireNonNull(ErrorTable.class.getResourceAsStream(RESOURCE))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Mistake> mistakes = new ArrayList<>();
        for (String part : text.split("(?m)^== ", -1)) {
            if (part.isBlank() || part.startsWith("#")) {
                continue;
            }
            String[] lines = part.split("\n", -1);
            int colon = lines[0].indexOf(": ");
            StringBuilder source = new StringBuilder();
            List<String> ours = new ArrayList<>();
            List<String> theirs = new ArrayList<>();
            for (int i = 1; i < lines.length; i++) {
                if (lines[i].startsWith("-- ours ")) {
                    ours.add(lines[i].substring(8));
                } else if (lines[i].startsWith("-- gas ")) {
                    theirs.add(lines[i].substring(7));
                } else if (i < lines.length - 1) {
                    source.append(lines[i]).append('\n');
                }
            }
            mistakes.add(new Mistake(
                    lines[0].substring(0, colon), lines[0].substring(colon + 2), source.toString(), ours, theirs));
        }
        return mistakes;
    }

    /** {@return what is said here of {@code source}: {@code line:column-end severity: message}} */
    static List<String> ours(String source) {
        SourceLoader only = path -> path.equals("t.S") ? source : null;
        CppOptions options = new CppOptions(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), MACHINE);
        AssembledUnit unit = Assembler.assemble(Preprocessor.preprocess("t.S", options, only), only, options);
        List<String> said = new ArrayList<>();
        for (Problem p : unit.problems()) {
            Span s = p.origin().span();
            said.add(String.format(
                    Locale.ROOT,
                    "%d:%d-%d %s: %s",
                    s.line(),
                    s.column(),
                    s.endColumn(),
                    p.severity().name().toLowerCase(Locale.ROOT),
                    p.message()));
        }
        return said;
    }

    /** {@return what gcc and GNU as say, at most three lines, without file names} */
    static List<String> theirs(String source) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("errors");
        Path file = directory.resolve("t.S");
        Files.writeString(file, source);
        GnuAssembler.Verdict verdict =
                GnuAssembler.run(directory, List.of("aarch64-linux-gnu-gcc", "-Wa,-march=armv8.5-a", "-c", "t.S"));
        Files.delete(file);
        Files.delete(directory);
        return verdict.messages()
                .lines()
                .filter(l -> l.contains("rror:") || l.contains("arning:"))
                .map(l -> l.replaceFirst("^(t\\.S|/tmp/\\w+\\.[so]):", ""))
                .map(String::strip)
                .limit(3)
                .toList();
    }

    static String page(List<Mistake> mistakes) {
        StringBuilder out = new StringBuilder("""
                # What is said of mistakes

                Each mistake, what `relolens assemble` says of it and where, and what gcc and GNU as 2.40 say. Made from the test
                resource `errors.txt`; a message that changes fails the tests until the page is made again
                (`-Drelolens.update=true` with `ErrorTableTest`).

                """);
        Map<String, Integer> counts = new LinkedHashMap<>();
        mistakes.forEach(m -> counts.merge(m.group(), 1, Integer::sum));
        out.append(mistakes.size()).append(" mistakes: ");
        List<String> parts = new ArrayList<>();
        counts.forEach((group, count) -> parts.add(count + " in " + group.toLowerCase(Locale.ROOT)));
        out.append(String.join(", ", parts)).append(".\n");
        String group = "";
        for (Mistake m : mistakes) {
            if (!m.group().equals(group)) {
                group = m.group();
                out.append("\n## ").append(group).append('\n');
            }
            out.append("\n### ").append(m.title()).append("\n\n```\n");
            sources(m, out);
            out.append("```\n\nGNU as:");
            out.append(m.theirs().isEmpty() ? " nothing.\n" : "\n\n```\n");
            m.theirs().forEach(l -> out.append(l).append('\n'));
            out.append(m.theirs().isEmpty() ? "" : "```\n");
        }
        return out.toString();
    }

    /** The source with a caret line and the message below each line that has one. */
    private static void sources(Mistake m, StringBuilder out) {
        int number = 0;
        for (String line : m.source().split("\n")) {
            number++;
            out.append(line.replace("\t", "        ")).append('\n');
            for (String said : m.ours()) {
                if (!said.startsWith(number + ":")) {
                    continue;
                }
                int from = Integer.parseInt(said.substring(said.indexOf(':') + 1, said.indexOf('-')));
                int to = Integer.parseInt(said.substring(said.indexOf('-') + 1, said.indexOf(' ')));
                int at = width(line, from - 1);
                out.append(" ".repeat(at))
                        .append("^".repeat(Math.max(1, width(line, to - 1) - at)))
                        .append('\n');
                out.append(said.replaceFirst("-\\d+ ", ": ")).append('\n');
            }
        }
    }

    private static int width(String line, int columns) {
        String before = line.substring(0, Math.min(columns, line.length()));
        return before.replace("\t", "        ").length() + Math.max(0, columns - line.length());
    }

    /** Writes the resource and the page anew from what is said now. */
    static void update(List<Mistake> mistakes) throws IOException, InterruptedException {
        StringBuilder resource = new StringBuilder();
        List<Mistake> now = new ArrayList<>();
        for (Mistake m : mistakes) {
            Mistake fresh = new Mistake(m.group(), m.title(), m.source(), ours(m.source()), theirs(m.source()));
            now.add(fresh);
            resource.append("== ")
                    .append(m.group())
                    .append(": ")
                    .append(m.title())
                    .append('\n')
                    .append(m.source());
            fresh.ours().forEach(l -> resource.append("-- ours ").append(l).append('\n'));
            fresh.theirs().forEach(l -> resource.append("-- gas ").append(l).append('\n'));
        }
        Files.writeString(Path.of("src/test/resources" + RESOURCE), resource.toString());
        Files.writeString(DOC, page(now));
    }

    static String written() throws IOException {
        return Files.readString(DOC);
    }
}
