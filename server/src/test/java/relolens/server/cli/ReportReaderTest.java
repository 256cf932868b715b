package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.analyzer.report.JsonReport;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.ReportReader;

/** A report read back says all that was written: nothing of it is lost on the way through a file. */
class ReportReaderTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static String write(Report report) {
        var to = new StringWriter();
        JsonReport.write(report, "relolens", "0", false, to);
        return to.toString();
    }

    @Test
    void aReportWithEveryKeyComesBack() throws Exception {
        String json = write(JsonSchemaTest.full());
        assertThat(write(ReportReader.read(json).report())).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-implementation.S", "mmu-enable.S"})
    void reportsOfRunsComeBack(String example) throws Exception {
        String json = CommandLineSession.run(ROOT, "analyze", "--format", "json", "examples/" + example)
                .out();
        Report report = ReportReader.read(json).report();
        assertThat(ReportReader.read(write(report)).report()).isEqualTo(report);
        assertThat(write(report).replaceFirst("\"version\" : \"0\"", ""))
                .isEqualTo(json.replaceFirst("\"version\" : \"[^\"]*\"", ""));
    }
}
