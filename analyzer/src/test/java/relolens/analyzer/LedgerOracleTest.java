package relolens.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.SourceLoader;

/**
 * Every error and warning on code that ships stands in docs/ledger.tsv with a judgement, and nothing else does; docs/ledger.md
 * is made of it. No error may be judged false, and at most one warning in a thousand lines.
 */
@Tag("oracle")
class LedgerOracleTest {
    private static final Path DATA = Sources.repository().resolve("docs/ledger.tsv");
    private static final Path PAGE = Sources.repository().resolve("docs/ledger.md");
    private static final String HEAD =
            "project\tfile\troutine\trule\tseverity\tinstruction\tfingerprint\tjudgement\tcontract\targument";

    /** What tells one finding from another. */
    private record Key(String project, String file, String rule, String fingerprint) implements Comparable<Key> {
        @Override
        public int compareTo(Key o) {
            return (project + file + rule + fingerprint).compareTo(o.project + o.file + o.rule + o.fingerprint);
        }
    }

    /** How much was read of a project. */
    private record Size(int files, long lines) {}

    private final Map<String, Size> sizes = new LinkedHashMap<>();

    /** Rows of the data file without judgement, by key. */
    private final Map<Key, String> found = new TreeMap<>();

    @Test
    void everyFindingIsJudgedAndEveryJudgementFound() throws IOException {
        linux("linux-6.1", "6.1");
        linux("linux-5.10", "5.10");
        fetched("tf-a");
        fetched("u-boot");
        fetched("xen");
        fetched("edk2");
        Map<Key, String> judged = judged();
        if (Boolean.getBoolean("update.golden")) {
            write(judged);
            judged = judged();
        }
        assertEquals(new TreeSet<>(judged.keySet()), new TreeSet<>(found.keySet()), "docs/ledger.tsv");
        assertEquals(Files.readString(PAGE), page(judged), "rewrite with -Dupdate.golden=true");
        for (String row : judged.values()) {
            assertTrue(row.split("\t", -1)[7].matches("true|false"), () -> "no judgement: " + row);
            assertTrue(row.split("\t", -1)[9].length() > 40, () -> "no argument: " + row);
        }
        assertEquals(0, count(judged, "error", "false"), "errors judged false");
        long lines = sizes.values().stream().mapToLong(Size::lines).sum();
        assertTrue(count(judged, "warning", "false") * 1000 <= lines, () -> "warnings judged false on " + lines);
    }

    private void linux(String project, String version) throws IOException {
        Path tree = KernelTrees.tree(version);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(tree.resolve("arch/arm64"))) {
            files = walk.filter(p -> p.toString().endsWith(".S"))
                    .filter(p -> !p.toString().contains("lds") && !p.toString().contains("32"))
                    .sorted()
                    .toList();
        }
        assertTrue(files.size() > 60, () -> files.size() + " files");
        CppOptions plain = KernelTrees.options();
        List<String> include = plain.includeDirs().stream()
                .map(d -> tree.resolve(d).toString())
                .toList();
        long lines = 0;
        for (Path file : files) {
            lines += Files.readAllLines(file).size();
        }
        CppOptions options = new CppOptions(
                List.of(),
                include,
                List.of(),
                List.of(tree.resolve(KernelTrees.KCONFIG).toString()),
                List.of(),
                plain.defines());
        collect(project, Sources.analyze(options, tree, files));
        sizes.put(project, new Size(files.size(), lines));
    }

    private void fetched(String project) throws IOException {
        SourceTree tree = SourceTree.of(project);
        SourceLoader loader = tree.loader();
        Set<String> files = new LinkedHashSet<>();
        for (SourceTree.Compilation c : tree.compilations()) {
            if (!c.file().endsWith(".S")) {
                continue;
            }
            files.add(c.file());
            String file = tree.root().resolve(c.file()).toString();
            AnalysisRequest request = new AnalysisRequest(
                    List.of(file),
                    tree.arguments(c).options(),
                    loader,
                    tree.root().toString(),
                    null,
                    null,
                    null,
                    AnalysisRequest.Runs.NONE);
            collect(project, Analysis.analyze(request, Progress.NONE));
        }
        long lines = 0;
        for (String file : files) {
            String text = loader.load(file);
            lines += text == null ? 0 : text.lines().count();
        }
        sizes.put(project, new Size(files.size(), lines));
    }

    private void collect(String project, Report report) {
        for (Report.Finding f : report.findings()) {
            if (f.severity() == Severity.NOTE) {
                continue;
            }
            Key key = new Key(project, f.file(), f.rule(), f.fingerprint());
            String instruction = f.path().stream()
                    .filter(s -> s.line() == f.line())
                    .map(Report.PathStep::note)
                    .filter(n -> !n.startsWith("enters ") && !n.startsWith("calls "))
                    .findFirst()
                    .orElse("");
            found.put(
                    key,
                    String.join(
                            "\t",
                            project,
                            f.file(),
                            String.valueOf(f.routine()),
                            f.rule(),
                            f.severity().name().toLowerCase(Locale.ROOT),
                            instruction,
                            f.fingerprint()));
        }
    }

    private static Map<Key, String> judged() throws IOException {
        Map<Key, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(DATA)) {
            if (!line.equals(HEAD)) {
                String[] f = line.split("\t", -1);
                assertEquals(10, f.length, line);
                rows.put(new Key(f[0], f[1], f[3], f[6]), line);
            }
        }
        return rows;
    }

    private void write(Map<Key, String> judged) throws IOException {
        List<String> rows = new ArrayList<>(List.of(HEAD));
        found.forEach((key, row) -> {
            String old = judged.get(key);
            String judgement = old == null
                    ? "\t\t"
                    : String.join("\t", List.of(old.split("\t", -1)).subList(7, 10));
            rows.add(row + "\t" + judgement);
        });
        Files.write(DATA, rows);
        Files.writeString(PAGE, page(judged()));
    }

    private static long count(Map<Key, String> rows, String severity, String judgement) {
        return rows.values().stream()
                .map(r -> r.split("\t", -1))
                .filter(f -> f[4].equals(severity) && f[7].equals(judgement))
                .count();
    }

    private String page(Map<Key, String> rows) {
        StringBuilder t = new StringBuilder("""
                # The ledger: what is found in code that ships

                Every error and warning that the analysis gives on the arm64 assembly of these trees, each judged by the
                architecture: *true* where the code asks more of the machine than the architecture promises under the contract
                named, *false* where it does not, or where more would have to be known. Notes are left out. Made by
                `LedgerOracleTest` from `docs/ledger.tsv`; a finding that is missing there, or gone, fails.

                | tree | files | lines | errors | of them false | warnings | of them false |
                |---|---:|---:|---:|---:|---:|---:|
                """);
        sizes.forEach((project, size) -> {
            Map<Key, String> own = new TreeMap<>(rows);
            own.keySet().removeIf(k -> !k.project().equals(project));
            t.append("| %s | %d | %d | %d | %d | %d | %d |\n"
                    .formatted(
                            project,
                            size.files(),
                            size.lines(),
                            count(own, "error", "true") + count(own, "error", "false"),
                            count(own, "error", "false"),
                            count(own, "warning", "true") + count(own, "warning", "false"),
                            count(own, "warning", "false")));
        });
        String project = "";
        for (String row : rows.values()) {
            String[] f = row.split("\t", -1);
            if (!f[0].equals(project)) {
                project = f[0];
                t.append("\n## ").append(project).append('\n');
            }
            t.append("\n- **%s** (%s) `%s`, `%s`, at `%s`: **%s**. Contract: %s. %s\n"
                    .formatted(f[3], f[4], f[1], f[2], f[5], f[7], f[8], f[9]));
        }
        return t.toString();
    }
}
