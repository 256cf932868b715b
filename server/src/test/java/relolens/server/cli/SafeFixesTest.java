package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.patch.Application;
import relolens.analyzer.patch.SeriesReader;
import relolens.analyzer.report.EditedText;
import relolens.analyzer.report.Report.Edit;

/** Safe fixes in the file or as a diff; what is not safe stays. */
class SafeFixesTest {
    private static final String SOURCE = """
            //@ entry el=1 mmu=on
            //@ x0: code va size=4K align=4K
            patch:
            	str	w1, [x0]
            	dc	cvau, x0
            	dsb	ish
            	ic	ivau, x0
            	isb
            	br	x0
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void source() throws IOException {
        Files.writeString(directory.resolve("patch.S"), SOURCE);
    }

    @Test
    void theFileIsRepairedAndWhatIsLeftIsReported() throws Exception {
        var run = CommandLineSession.run(directory, "analyze", "--fix", "--format", "gcc", "patch.S");
        assertThat(Files.readString(directory.resolve("patch.S")))
                .isEqualTo(SOURCE.replace("ivau, x0\n", "ivau, x0\n\tdsb\tish\n"));
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @Test
    void aDryRunWritesNothingAndItsDiffApplies() throws Exception {
        var run = CommandLineSession.run(directory, "analyze", "--fix-dry-run", "patch.S");
        assertThat(Files.readString(directory.resolve("patch.S"))).isEqualTo(SOURCE);
        var series = SeriesReader.read("diff", run.out());
        assertThat(Application.of(series.patches().get(0).files().get(0), SOURCE)
                        .text())
                .isEqualTo(SOURCE.replace("ivau, x0\n", "ivau, x0\n\tdsb\tish\n"));
    }

    @Test
    void editsAreMadeFromTheEndAndCountCodePoints() {
        var first = new Edit("a", 1, 2, 1, 3, "xy");
        var second = new Edit("a", 2, 1, 2, 1, "new\n");
        assertThat(EditedText.of("𝄞bc\nd\n", List.of(first, second))).isEqualTo("𝄞xyc\nnew\nd\n");
    }
}
