package relolens.analyzer.cpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relolens.analyzer.project.GccArguments;
import relolens.analyzer.source.Severity;

/** Each feature of gcc's preprocessor for assembly comes out as gcc has it, and what gcc refuses is refused. */
@Tag("oracle")
class CppCasesOracleTest {
    @TempDir
    Path directory;

    /** Cases begin with {@code == NAME [FLAGS]}; files other than the main one with {@code -- PATH}. */
    private static Stream<String> cases() throws IOException {
        try (var in = CppCasesOracleTest.class.getResourceAsStream("/relolens/cpp/cases.txt")) {
            assertThat(in).isNotNull();
            return Stream.of(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).split("(?m)^== "))
                    .filter(c -> !c.isBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesOutAsFromGcc(String text) throws IOException, InterruptedException {
        String[] head = text.lines().findFirst().orElseThrow().split(" ");
        List<String> flags = List.of(head).subList(1, head.length);
        Map<String, String> files = new LinkedHashMap<>();
        String[] parts = text.substring(text.indexOf('\n') + 1).split("(?m)^-- ");
        files.put("a.S", parts[0]);
        for (int i = 1; i < parts.length; i++) {
            int end = parts[i].indexOf('\n');
            files.put(parts[i].substring(0, end), parts[i].substring(end + 1));
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path at = directory.resolve(file.getKey());
            Files.createDirectories(at.resolveSibling("x"));
            Files.writeString(at, file.getValue());
        }
        GccPreprocessor.Verdict gcc = GccPreprocessor.run(directory, flags, "a.S");
        CppOptions options = GccArguments.parse(flags, directory).options().writing(directory + "/a.S", "a.S");
        PreprocessedUnit unit = Preprocessor.preprocess(directory + "/a.S", options, path -> {
            Path at = directory.resolve(path);
            try {
                return Files.isRegularFile(at) ? Files.readString(at) : null;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        List<String> errors = new ArrayList<>();
        unit.problems().stream().filter(p -> p.severity() == Severity.ERROR).forEach(p -> errors.add(p.toString()));
        assertThat(errors.isEmpty())
                .as("gcc: %s%nours: %s", gcc.messages(), errors)
                .isEqualTo(gcc.accepted());
        assertThat(GccPreprocessor.ours(unit)).isEqualTo(gcc.lines());
    }
}
