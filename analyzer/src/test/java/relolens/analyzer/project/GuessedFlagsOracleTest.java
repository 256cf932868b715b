package relolens.analyzer.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.analyzer.KernelTrees;
import relolens.analyzer.SourceTree;
import relolens.analyzer.SourceTree.Compilation;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.SourceLoader;

/** Files of real trees are read with nobody saying how they are built. */
@Tag("oracle")
class GuessedFlagsOracleTest {
    private static List<Problem> errors(Path file, BuildFlags.Choice choice, HeaderCache headers) {
        AssembledUnit unit = Assembler.assemble(
                Preprocessor.preprocess(file.toString(), choice.options(), headers), headers, choice.options());
        return unit.problems().stream()
                .filter(p -> p.severity() == Severity.ERROR)
                .toList();
    }

    /** A tree in which nothing was recorded: what assembles with the build's flags does so with guessed ones. */
    @ParameterizedTest
    @CsvSource({"u-boot,U-Boot,0", "tf-a,TF-A,0", "edk2,EDK2,3", "xen,Xen,0"})
    void whatAssemblesWithTheProjectsFlagsDoesSoWithGuessedOnes(String project, String name, int most)
            throws Exception {
        SourceTree tree = SourceTree.of(project);
        SourceLoader disk = tree.loader();
        var headers = new HeaderCache(path -> path.endsWith(".o.cmd") ? null : disk.load(path));
        List<String> worse = new ArrayList<>();
        int good = 0;
        for (Compilation compilation : tree.compilations()) {
            Path file = tree.root().resolve(compilation.file());
            var recorded = new BuildFlags.Choice(tree.arguments(compilation).options(), null);
            if (errors(file, recorded, headers).isEmpty()) {
                BuildFlags.Choice guessed = BuildFlags.none().choose(file, headers);
                assertThat(guessed.assumed()).contains(name);
                List<Problem> errors = errors(file, guessed, headers);
                good++;
                if (!errors.isEmpty()) {
                    worse.add(compilation.title() + ": " + errors.get(0));
                }
            }
        }
        System.out.println(project + ": " + worse.size() + " of " + good + " files need more than guessed flags");
        assertThat(good).isGreaterThan(15);
        assertThat(worse).hasSizeLessThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"u-boot,arch/arm/lib/relocate_64.S", "xen,arch/arm/arm64/head.S"})
    void whatKbuildRecordedIsUsed(String project, String name) throws Exception {
        SourceTree tree = SourceTree.of(project);
        Path file = tree.root().resolve(name);
        BuildFlags.Choice choice = BuildFlags.none().choose(file, tree.loader());
        Compilation recorded = tree.compilations().stream()
                .filter(c -> c.file().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(choice.assumed()).isNull();
        assertThat(choice.options().includeDirs())
                .isEqualTo(tree.arguments(recorded).options().includeDirs());
        assertThat(choice.options().defines())
                .isEqualTo(tree.arguments(recorded).options().defines());
        assertThat(errors(file, choice, new HeaderCache(tree.loader()))).isEmpty();
    }

    /** No generated header at all: each that is missing is one problem, and nothing else is an error. */
    @Test
    void anUnbuiltKernelLacksAFewHeadersAndNothingElse() {
        Path root = KernelTrees.tree("6.1").toAbsolutePath();
        SourceLoader disk = new SourceTree(root).loader();
        var headers = new HeaderCache(path -> path.contains("/generated/") ? null : disk.load(path));
        for (String name : List.of("kernel/entry.S", "kernel/relocate_kernel.S", "mm/proc.S", "kernel/head.S")) {
            Path file = root.resolve("arch/arm64").resolve(name);
            BuildFlags.Choice choice = BuildFlags.none().choose(file, headers);
            assertThat(choice.assumed()).contains("no generated headers");
            assertThat(errors(file, choice, headers))
                    .isNotEmpty()
                    .hasSizeLessThan(8)
                    .extracting(Problem::code)
                    .containsOnly("missing-include");
        }
    }
}
