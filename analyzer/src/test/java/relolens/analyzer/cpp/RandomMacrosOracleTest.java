package relolens.analyzer.cpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.source.Severity;

/** Random macro programs and hand-picked oddities come out as from gcc. */
@Tag("oracle")
class RandomMacrosOracleTest {
    private static final int PROGRAMS = 150;

    @TempDir
    Path directory;

    @Test
    void randomProgramsComeOutAsFromGcc() throws IOException, InterruptedException {
        List<String> differing = new ArrayList<>();
        int accepted = 0;
        for (int seed = 0; seed < PROGRAMS; seed++) {
            String text = new RandomMacroProgram(new Random(seed)).text();
            GccPreprocessor.Verdict gcc = gcc(text);
            PreprocessedUnit unit =
                    Preprocessor.preprocess("a.S", CppOptions.none(), p -> p.equals("a.S") ? text : null);
            boolean ours = unit.problems().stream().noneMatch(p -> p.severity() == Severity.ERROR);
            if (ours != gcc.accepted()) {
                differing.add("seed " + seed + ": gcc says " + gcc.messages() + ", we " + unit.problems());
            } else if (ours) {
                accepted++;
                String difference = KernelTreesOracleTest.difference(gcc.lines(), GccPreprocessor.ours(unit));
                if (!difference.isEmpty()) {
                    differing.add("seed " + seed + difference + "\n" + text);
                }
            }
        }
        assertThat(differing).isEmpty();
        assertThat(accepted).isGreaterThan(PROGRAMS / 4);
    }

    private GccPreprocessor.Verdict gcc(String text) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("a.S"), text);
        return GccPreprocessor.run(directory, List.of(), "a.S");
    }
}
