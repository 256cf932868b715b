package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import relolens.analyzer.report.JsonReport;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Severity;

/** What {@code --format json} prints is what the published schema says, and the schema says something. */
class JsonSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static JsonSchema schema;

    @BeforeAll
    static void load() throws Exception {
        Path file = Path.of("..", "docs", "schema", "relolens-report-1.json");
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(file));
    }

    static Report full() {
        var entry = new Report.Entry("2", "on");
        var finding = new Report.Finding(
                "C03",
                "ic-no-dsb",
                Severity.WARNING,
                "a.S",
                5,
                2,
                5,
                11,
                "tab\tquote\" é",
                "copy",
                entry,
                List.of(new Report.PathStep("a.S", 4, "here")),
                List.of(new Report.ExpansionFrame("macro", "flush", "b.h", 7, 3)),
                List.of(new Report.Related(null, "a.S", 6, "there")),
                new Report.Fix("insert dsb", List.of(new Report.Edit("a.S", 6, 1, 6, 1, "\tdsb\tish\n")), true),
                "f1");
        var bare = new Report.Finding(
                "K02",
                "unused-allow",
                Severity.NOTE,
                "a.S",
                1,
                1,
                1,
                2,
                "m",
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                "f2");
        var routine = new Report.Routine(
                "copy",
                "a.S",
                2,
                6,
                "",
                "on-only",
                List.of(new Report.MmuReason("off", "a.S", 4, null, "m")),
                List.of("x"),
                16);
        var line = new Report.LineState(
                "a.S", 5, "copy", entry, "on", "on", "on", "2", List.of("p"), List.of("normal-memory"));
        var cost = new Report.LineCost("a.S", 3, 1L << 40, 1.5, new Report.Stall(1, 2, 3, 4, 5, 6, 7, Double.NaN));
        var run = new Report.Run(
                "copy",
                "on",
                "a.S",
                "cortex-a72",
                "stingray",
                entry,
                "on",
                "ok",
                "",
                1,
                2.5,
                0.1,
                0.2,
                3,
                0.15,
                4,
                true,
                List.of("c"),
                List.of("e"),
                List.of(cost),
                List.of(new Report.Stale("tlb", "a.S", 3, "m")));
        var problem = new Report.InputProblem(Severity.ERROR, "missing-file", "z.S", 1, 1, "no such file");
        return new Report(List.of(finding, bare), List.of(routine), List.of(line), List.of(run), List.of(problem));
    }

    private static String json(Report report, boolean partial) {
        var to = new StringWriter();
        JsonReport.write(report, "relolens", "0.1.0", partial, to);
        return to.toString();
    }

    @Test
    void aFullAndAnEmptyReportAreValid() throws Exception {
        assertThat(schema.validate(JSON.readTree(json(full(), true)))).isEmpty();
        assertThat(schema.validate(JSON.readTree(json(Report.merge(List.of()), false))))
                .isEmpty();
    }

    @Test
    void whatTheExamplesGiveIsValidRunsIncluded() throws Exception {
        Path examples = Path.of("..", "examples").toAbsolutePath().normalize();
        var run = CommandLineSession.run(
                examples,
                "analyze",
                "--format",
                "json",
                "mmu-enable.S",
                "mmu-off-classic.S",
                "single-implementation.S");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode report = JSON.readTree(run.out());
        assertThat(schema.validate(report)).isEmpty();
        assertThat(report.get("runs")).hasSize(3);
        assertThat(report.get("lines").size()).isGreaterThan(100);
    }

    @Test
    void leavingAnyTopLevelKeyOutIsInvalid() throws Exception {
        for (String key : List.of("schema", "tool", "findings", "routines", "lines", "runs", "problems")) {
            ObjectNode report = (ObjectNode) JSON.readTree(json(full(), false));
            report.remove(key);
            assertThat(schema.validate(report)).as(key).isNotEmpty();
        }
    }

    @Test
    void wrongValuesAreInvalid() throws Exception {
        for (List<String> change : List.of(
                List.of("findings", "severity", "fatal"),
                List.of("findings", "rule", "nope"),
                List.of("routines", "mmu", "maybe"),
                List.of("runs", "outcome", "fine"),
                List.of("lines", "file", ""))) {
            JsonNode report = JSON.readTree(json(full(), false));
            ObjectNode first = (ObjectNode) report.get(change.get(0)).get(0);
            if (change.get(2).isEmpty()) {
                first.remove(change.get(1));
            } else {
                first.put(change.get(1), change.get(2));
            }
            assertThat(schema.validate(report)).as(change.toString()).isNotEmpty();
        }
    }

    @Test
    void theSameReportIsTheSameBytes() {
        assertThat(json(full(), false))
                .isEqualTo(json(full(), false))
                .doesNotContain("\r")
                .endsWith("}\n");
    }

    @Test
    void numbersAreNeverNotNumbers() throws Exception {
        JsonNode stall = JSON.readTree(json(full(), false)).at("/runs/0/lines/0/stall");
        assertThat(stall.get("maintenance").isNumber()).isTrue();
        assertThat(stall.get("maintenance").asInt()).isZero();
    }
}
