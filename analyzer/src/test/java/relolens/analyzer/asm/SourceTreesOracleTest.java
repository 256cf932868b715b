package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.analyzer.SourceTree;
import relolens.analyzer.SourceTree.Compilation;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.elf.ElfListing;
import relolens.analyzer.elf.ElfWriter;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;

/**
 * Every assembly file of other projects that gcc and GNU as take with the project's own flags gives the same object here,
 * without an error: sections, bytes, relocations, symbols. Files that gcc refuses (other boards, other architectures, C
 * headers) are not judged, except for the number that must remain.
 */
@Tag("oracle")
class SourceTreesOracleTest {
    private record Judged(Compilation compilation, boolean accepted, String difference) {}

    @ParameterizedTest
    @CsvSource({"u-boot,45", "tf-a,110", "edk2,39", "xen,17", "others,21"})
    void everyFileThatGccTakesGivesTheSameObject(String project, int least) throws Exception {
        SourceTree tree = SourceTree.of(project);
        HeaderCache headers = new HeaderCache(tree.loader());
        List<Callable<Judged>> tasks = new ArrayList<>();
        for (Compilation compilation : tree.compilations()) {
            tasks.add(() -> judge(tree, compilation, headers));
        }
        int judged = 0;
        List<String> differing = new ArrayList<>();
        for (Judged one : inOrder(tasks)) {
            if (one.accepted) {
                judged++;
                boolean same = one.difference.isEmpty();
                System.out.println((same ? "same     " : "differs  ") + project + " " + one.compilation.title());
                if (!same) {
                    differing.add(one.compilation.title() + ": " + one.difference);
                }
            }
        }
        System.out.println(project + ": " + (judged - differing.size()) + " of " + judged + " objects are the same");
        assertThat(differing.stream().limit(5).map(d -> d.length() > 600 ? d.substring(0, 600) : d))
                .isEmpty();
        assertThat(judged).isGreaterThanOrEqualTo(least);
    }

    private static Judged judge(SourceTree tree, Compilation compilation, HeaderCache headers) throws Exception {
        List<String> command = new ArrayList<>(List.of("aarch64-linux-gnu-gcc"));
        // Debugging information of the source is compared elsewhere.
        compilation.flags().stream()
                .filter(f -> !f.startsWith("-g") && !f.startsWith("-Wa,-g"))
                .forEach(command::add);
        command.addAll(List.of("-c", compilation.file()));
        GnuAssembler.Verdict gcc = GnuAssembler.run(tree.root(), command);
        if (!gcc.accepted()) {
            // EDK2's headers are C; its build assembles without what came from them.
            gcc = withoutHeaderText(tree, compilation);
        }
        if (!gcc.accepted()) {
            return new Judged(compilation, false, "");
        }
        CppOptions options = tree.arguments(compilation).options();
        AssembledUnit unit =
                Assembler.assemble(Preprocessor.preprocess(compilation.file(), options, headers), headers, options);
        String errors = unit.problems().stream()
                .filter(p -> p.severity() == Severity.ERROR)
                .limit(3)
                .map(Problem::toString)
                .collect(Collectors.joining("; "));
        if (!errors.isEmpty()) {
            return new Judged(compilation, true, errors);
        }
        return new Judged(
                compilation, true, difference(ElfListing.of(gcc.object()), ElfListing.of(ElfWriter.write(unit))));
    }

    /** The object of the lines that stand in the file itself, after preprocessing. */
    private static GnuAssembler.Verdict withoutHeaderText(SourceTree tree, Compilation compilation) throws Exception {
        GnuAssembler.Verdict refused = new GnuAssembler.Verdict(new byte[0], "");
        if (!tree.root().endsWith("edk2")) {
            return refused;
        }
        Path all = Files.createTempFile("trim", ".i");
        Path own = Files.createTempFile("trim", ".s");
        try {
            List<String> command = new ArrayList<>(List.of("aarch64-linux-gnu-gcc", "-E"));
            command.addAll(compilation.flags());
            command.add(compilation.file());
            if (!GnuAssembler.run(tree.root(), command, all)) {
                return refused;
            }
            List<String> kept = new ArrayList<>();
            boolean keep = false;
            for (String line : Files.readAllLines(all)) {
                if (line.matches("# \\d+ \".*\".*")) {
                    keep = line.contains('"' + compilation.file() + '"');
                } else if (keep) {
                    kept.add(line);
                }
            }
            Files.write(own, kept);
            return GnuAssembler.run(tree.root(), List.of("aarch64-linux-gnu-as", "-march=armv8-a+rng", own.toString()));
        } finally {
            Files.deleteIfExists(all);
            Files.delete(own);
        }
    }

    private static String difference(List<String> theirs, List<String> ours) {
        List<String> missing = new ArrayList<>(theirs);
        List<String> added = new ArrayList<>(ours);
        ours.forEach(missing::remove);
        theirs.forEach(added::remove);
        return missing.isEmpty() && added.isEmpty() ? "" : "gas: " + cut(missing) + "\n ours: " + cut(added);
    }

    private static List<String> cut(List<String> lines) {
        return lines.stream()
                .limit(6)
                .map(l -> l.length() > 400 ? l.substring(0, 400) + "…" : l)
                .toList();
    }

    static <T> List<T> inOrder(List<Callable<T>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2, task -> new Thread(null, task, "judge", 16 << 20));
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> f : pool.invokeAll(tasks)) {
                results.add(f.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
