package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relolens.analyzer.elf.ElfListing;
import relolens.analyzer.elf.ElfWriter;
import relolens.analyzer.source.Severity;

/** Directive by directive: what GNU as accepts gives the same object here, what it refuses is refused here. */
@Tag("oracle")
class ParityOracleTest {
    static List<Path> families() throws Exception {
        return Snippets.files("/relolens/asm/parity");
    }

    @ParameterizedTest
    @MethodSource("families")
    void snippetsAssembleOrFailAsWithGnuAs(Path family) throws Exception {
        List<String> differences = new ArrayList<>();
        List<Snippets.Snippet> snippets = Snippets.of(family);
        for (Snippets.Snippet snippet : snippets) {
            GnuAssembler.Verdict judge = GnuAssembler.assemble(snippet.source());
            AssembledUnit unit = Snippets.assemble(snippet.source());
            boolean accepted = unit.problems().stream().noneMatch(p -> p.severity() == Severity.ERROR);
            if (accepted != judge.accepted()) {
                differences.add(snippet.name() + ": " + (accepted ? "only GNU as refuses: " : "only we refuse: ")
                        + judge.messages() + unit.problems());
            } else if (accepted) {
                List<String> ours = ElfListing.of(ElfWriter.write(unit));
                List<String> theirs = ElfListing.of(judge.object());
                if (!ours.equals(theirs)) {
                    differences.add(snippet.name() + "\n  ours   " + ours + "\n  theirs " + theirs);
                }
            }
        }
        assertThat(snippets).hasSizeGreaterThan(3);
        assertThat(differences).isEmpty();
    }
}
