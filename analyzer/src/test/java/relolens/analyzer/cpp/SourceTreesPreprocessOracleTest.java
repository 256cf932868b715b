package relolens.analyzer.cpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.analyzer.SourceTree;
import relolens.analyzer.SourceTree.Compilation;
import relolens.analyzer.source.Severity;

/** Every assembly file of other projects comes out as from gcc with the project's own flags, token by token. */
@Tag("oracle")
class SourceTreesPreprocessOracleTest {
    @ParameterizedTest
    @CsvSource({"u-boot,100", "tf-a,110", "edk2,39", "xen,17", "others,21"})
    void everyFileComesOutAsFromGcc(String project, int least) throws Exception {
        SourceTree tree = SourceTree.of(project);
        HeaderCache headers = new HeaderCache(tree.loader());
        List<String> differing = new ArrayList<>();
        int accepted = 0;
        for (Compilation compilation : tree.compilations()) {
            GccPreprocessor.Verdict gcc = GccPreprocessor.run(tree.root(), compilation.flags(), compilation.file());
            if (!gcc.accepted()) {
                continue;
            }
            accepted++;
            CppOptions options = tree.arguments(compilation).options();
            PreprocessedUnit unit = Preprocessor.preprocess(compilation.file(), options, headers);
            boolean errors = unit.problems().stream().anyMatch(p -> p.severity() == Severity.ERROR);
            String difference = KernelTreesOracleTest.difference(gcc.lines(), GccPreprocessor.ours(unit));
            if (errors || !difference.isEmpty()) {
                differing.add(compilation.title() + difference + (errors ? unit.problems() : ""));
            }
        }
        System.out.println(project + ": " + (accepted - differing.size()) + " of " + accepted + " texts are the same");
        assertThat(differing.stream().limit(5)).isEmpty();
        assertThat(accepted).isGreaterThanOrEqualTo(least);
    }
}
