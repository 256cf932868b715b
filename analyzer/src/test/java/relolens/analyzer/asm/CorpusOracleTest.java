package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relolens.analyzer.elf.ElfListing;
import relolens.analyzer.elf.ElfWriter;
import relolens.analyzer.source.Severity;

/** Small programs, one for each corner of the language, give the same object as from GNU as. */
@Tag("oracle")
class CorpusOracleTest {
    static Stream<String> programs() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(corpus())) {
            return files.map(p -> p.getFileName().toString()).sorted().toList().stream();
        }
    }

    static Path corpus() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(CorpusOracleTest.class.getResource("/relolens/asm/corpus"))
                .toURI());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void givesTheSameObjectAsGnuAs(String name) throws Exception {
        String source = Files.readString(corpus().resolve(name));
        GnuAssembler.Verdict expected = GnuAssembler.assemble(source);
        assertThat(expected.messages()).doesNotContain("Error");
        AssembledUnit unit = PlainText.assemble(source);
        assertThat(unit.problems()).noneMatch(p -> p.severity() == Severity.ERROR);
        List<String> ours = ElfListing.of(ElfWriter.write(unit));
        assertThat(ours).isEqualTo(ElfListing.of(expected.object()));
    }
}
