package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.emulator.timing.TimingCatalogue;

/** What a client that draws reports can ask, over real streams. */
class OwnRequestsTest {
    private static final String TEXT = "copy:\n\tnop\nmove:\n\tbad\n\tret\n";

    @TempDir
    Path directory;

    private String uri() {
        return directory.resolve("x.S").toUri().toString();
    }

    private EditorSession started(String options) throws Exception {
        var editor = new EditorSession(new FakeEngine(), directory.resolve("cache"));
        editor.initialize(directory, options);
        editor.open(uri(), TEXT);
        return editor;
    }

    private JsonObject report(EditorSession editor) throws Exception {
        return editor.ask("relolens/report", EditorSession.of(uri())).getAsJsonObject();
    }

    private void run(EditorSession editor, String more) throws Exception {
        editor.ask(
                "workspace/executeCommand",
                "{\"command\":\"relolens.run\",\"arguments\":[\"" + uri() + "\"" + more + "]}");
    }

    private static JsonArray runs(JsonObject report) {
        return report.getAsJsonObject("report").getAsJsonArray("runs");
    }

    @Test
    void aReportTellsTheRunsThatRoutinesHaveBeforeAnythingRan() throws Exception {
        try (var editor = started("{}")) {
            JsonObject report = report(editor);
            assertThat(report.get("version").getAsInt()).isEqualTo(1);
            assertThat(report.has("ran") && !report.get("ran").isJsonNull()).isFalse();
            assertThat(report.getAsJsonObject("report").get("schema").getAsString())
                    .isEqualTo("relolens-report/1");
            assertThat(report.getAsJsonArray("planned")).hasSize(2);
            JsonObject planned = report.getAsJsonArray("planned").get(1).getAsJsonObject();
            assertThat(planned.get("routine").getAsString()).isEqualTo("move");
            assertThat(planned.get("name").getAsString()).isEqualTo("off");
            assertThat(planned.get("mmu").getAsString()).isEqualTo("off");
            assertThat(planned.get("by").getAsString()).isEqualTo("comment");
            assertThat(planned.get("line").getAsInt()).isEqualTo(3);
        }
    }

    @Test
    void runsOfOneRoutineAreKeptBesideThoseOfAnother() throws Exception {
        try (var editor = started("{}")) {
            run(editor, ",\"move\",\"off\"");
            assertThat(runs(report(editor))).hasSize(1);
            run(editor, ",\"copy\"");
            assertThat(runs(report(editor))).hasSize(2);
            run(editor, ",\"copy\",\"off\"");
            assertThat(runs(report(editor))).hasSize(2);
            assertThat(report(editor).get("ran").getAsInt()).isEqualTo(1);
        }
    }

    @Test
    void runsOfAnOlderTextAreToldAsSuchAndGiveWayToNewOnes() throws Exception {
        try (var editor = started("{}")) {
            run(editor, "");
            editor.change(uri(), 2, TEXT + "\n");
            JsonObject stale = report(editor);
            assertThat(stale.get("version").getAsInt()).isEqualTo(2);
            assertThat(stale.get("ran").getAsInt()).isEqualTo(1);
            assertThat(runs(stale)).hasSize(2);
            run(editor, ",\"copy\"");
            assertThat(runs(report(editor))).hasSize(1);
        }
    }

    @Test
    void aClientThatWantsToHearsOfEachAnalysis() throws Exception {
        try (var editor = started("{\"notifications\":[\"relolens/analysed\"]}")) {
            JsonObject told = editor.incoming("relolens/analysed").getAsJsonObject("params");
            assertThat(told.get("uri").getAsString()).isEqualTo(uri());
            assertThat(told.get("version").getAsInt()).isEqualTo(1);
        }
    }

    @Test
    void lensesOfferTheCommandsThatTheClientCarriesOut() throws Exception {
        try (var editor = started("{\"commands\":[\"relolens.showReport\"]}")) {
            String lenses =
                    editor.ask("textDocument/codeLens", EditorSession.of(uri())).toString();
            assertThat(lenses).contains("relolens.showReport").doesNotContain("relolens.compareStrategies");
        }
    }

    @Test
    void aDocumentThatIsNotOpenHasNoReport() throws Exception {
        try (var editor = started("{}")) {
            assertThat(editor.ask("relolens/report", EditorSession.of(uri() + "x"))
                            .isJsonNull())
                    .isTrue();
        }
    }

    @Test
    void machinesAreThoseOfTheCatalogue() throws Exception {
        try (var editor = started("{}")) {
            JsonObject machines = editor.ask("relolens/machines", "null").getAsJsonObject();
            assertThat(machines.getAsJsonArray("cores")).hasSameSizeAs(TimingCatalogue.cores());
            JsonArray boards = machines.getAsJsonArray("boards");
            assertThat(boards).hasSameSizeAs(TimingCatalogue.boards());
            assertThat(boards.toString()).contains("\"cores\":[\"cortex-a53\",\"cortex-a72\"]");
        }
    }

    @Test
    void strategiesAreComparedOnTheMachineAndImageAskedFor() throws Exception {
        try (var editor = started("{}")) {
            JsonArray rows = editor.ask(
                            "workspace/executeCommand",
                            "{\"command\":\"relolens.compare\",\"arguments\":[{\"image\":[\"256K\"],"
                                    + "\"core\":\"cortex-a53\",\"board\":\"rk3399\"}]}")
                    .getAsJsonObject()
                    .getAsJsonArray("rows");
            assertThat(rows).isNotEmpty();
            rows.forEach(row -> {
                assertThat(row.getAsJsonObject().get("core").getAsString()).isEqualTo("cortex-a53");
                assertThat(row.getAsJsonObject().get("imageBytes").getAsLong()).isEqualTo(256 * 1024);
            });
        }
    }

    @Test
    void aComparisonOfNothingSensibleSaysWhatWasExpected() throws Exception {
        try (var editor = started("{}")) {
            for (String wish : new String[] {"{\"image\":[\"big\"]}", "{\"core\":\"z80\"}", "{\"board\":\"none\"}"}) {
                JsonObject error = editor.error(
                        "workspace/executeCommand", "{\"command\":\"relolens.compare\",\"arguments\":[" + wish + "]}");
                assertThat(error.get("message").getAsString()).containsAnyOf("expected a size", "unknown");
            }
        }
    }

    @Test
    void nothingIsComparedInAnUntrustedWorkspace() throws Exception {
        try (var editor = started("{\"trusted\":false}")) {
            JsonObject error =
                    editor.error("workspace/executeCommand", "{\"command\":\"relolens.compare\",\"arguments\":[{}]}");
            assertThat(error.get("message").getAsString()).contains("trusted");
        }
    }
}
