package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.analyzer.KernelTrees;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.elf.ElfListing;
import relolens.analyzer.elf.ElfWriter;
import relolens.analyzer.source.SourceLoader;

/**
 * The assembly files of two kernel trees give the same objects as from gcc. {@code matching-VERSION.txt} lists the files
 * that do; one that stops matching fails the test, one that begins to is printed.
 */
@Tag("oracle")
class KernelTreesAssembleOracleTest {
    @ParameterizedTest
    @ValueSource(strings = {"6.1", "5.10"})
    void filesThatMatchedBeforeStillMatch(String version) throws Exception {
        Path tree = KernelTrees.tree(version);
        List<String> expected = expected(version);
        List<String> files;
        try (Stream<Path> walk = Files.walk(tree.resolve("arch/arm64"))) {
            files = walk.filter(p -> p.toString().endsWith(".S"))
                    .map(p -> tree.relativize(p).toString())
                    .sorted()
                    .toList();
        }
        SourceLoader loader = path -> load(tree, path);
        HeaderCache cache = new HeaderCache(loader);
        CppOptions options = KernelTrees.options();
        List<String> matching = new ArrayList<>();
        int judged = 0;
        for (String file : files) {
            GnuAssembler.Verdict judge = GnuAssembler.run(tree, command(file));
            AssembledUnit unit = Assembler.assemble(Preprocessor.preprocess(file, options, cache), loader, options);
            if (judge.accepted()) {
                judged++;
                boolean same = ElfListing.of(ElfWriter.write(unit)).equals(ElfListing.of(judge.object()));
                System.out.println((same ? "same     " : "differs  ") + version + " " + file);
                if (same) {
                    matching.add(file);
                }
            }
        }
        System.out.println(version + ": " + matching.size() + " of " + judged + " objects are the same");
        TreeSet<String> added = new TreeSet<>(matching);
        expected.forEach(added::remove);
        if (!added.isEmpty()) {
            System.out.println(version + ": new, add them to the list: " + added);
        }
        assertThat(matching).containsAll(expected);
        assertThat(expected).contains("arch/arm64/kernel/relocate_kernel.S");
    }

    private static List<String> expected(String version) throws IOException {
        try (InputStream in = Objects.requireNonNull(KernelTreesAssembleOracleTest.class.getResourceAsStream(
                "/relolens/asm/matching-" + version + ".txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .toList();
        }
    }

    private static List<String> command(String file) {
        List<String> command = new ArrayList<>(List.of("aarch64-linux-gnu-gcc", "-nostdinc"));
        KernelTrees.INCLUDE_DIRS.forEach(d -> command.add("-I" + d));
        command.addAll(List.of("-include", KernelTrees.KCONFIG));
        KernelTrees.DEFINES.forEach(d -> command.add("-D" + d));
        command.addAll(List.of("-mlittle-endian", "-mabi=lp64", "-fno-PIE", "-Wa,-march=armv8.5-a", "-c", file));
        return command;
    }

    private static String load(Path tree, String path) {
        Path at = tree.resolve(path);
        try {
            return Files.isRegularFile(at) ? Files.readString(at, StandardCharsets.ISO_8859_1) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
