package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relolens.analyzer.elf.ElfListing;
import relolens.analyzer.elf.ElfWriter;
import relolens.analyzer.source.Severity;

/** Random programs give the same objects as from GNU as; what it refuses we may judge as we like. */
@Tag("oracle")
class RandomProgramsOracleTest {
    @Test
    void randomProgramsGiveTheSameObjects() throws Exception {
        int judged = 0;
        for (int seed = 0; seed < 150; seed++) {
            String source = RandomProgram.of(seed);
            GnuAssembler.Verdict judge = GnuAssembler.assemble(source);
            if (!judge.accepted()) {
                continue;
            }
            judged++;
            AssembledUnit unit = PlainText.assemble(source);
            assertThat(unit.problems()).as("seed %d%n%s", seed, source).noneMatch(p -> p.severity() == Severity.ERROR);
            assertThat(ElfListing.of(ElfWriter.write(unit)))
                    .as("seed %d%n%s", seed, source)
                    .isEqualTo(ElfListing.of(judge.object()));
        }
        assertThat(judged).isGreaterThan(40);
    }
}
