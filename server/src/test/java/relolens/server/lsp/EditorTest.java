package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor sees, over real streams, of an analysis whose answers are known. */
class EditorTest {
    private static final String TEXT = "copy:\n\tnop\n\tbad\n\tret\n";

    @TempDir
    Path directory;

    private String uri() {
        return directory.resolve("x.S").toUri().toString();
    }

    private EditorSession started(String options) throws Exception {
        var editor = new EditorSession(new FakeEngine(), directory.resolve("cache"));
        editor.initialize(directory, options);
        return editor;
    }

    @Test
    void diagnosticsCarryCodePageAndPath() throws Exception {
        try (var editor = started("{}")) {
            editor.open(uri(), TEXT);
            JsonArray diagnostics = editor.diagnostics(uri(), 1);
            assertThat(diagnostics).hasSize(1);
            JsonObject d = diagnostics.get(0).getAsJsonObject();
            assertThat(d.get("code").getAsString()).isEqualTo("C03");
            assertThat(d.get("severity").getAsInt()).isEqualTo(1);
            assertThat(d.get("source").getAsString()).isEqualTo("relolens");
            assertThat(d.getAsJsonObject("range").toString())
                    .isEqualTo("{\"start\":{\"line\":2,\"character\":1},\"end\":{\"line\":2,\"character\":4}}");
            assertThat(d.getAsJsonArray("relatedInformation").toString()).contains("it began here");
            String page = d.getAsJsonObject("codeDescription").get("href").getAsString();
            assertThat(Files.readString(Path.of(java.net.URI.create(page)))).contains("C03");
        }
    }

    @Test
    void editsAreAppliedInOrderAndReAnalysed() throws Exception {
        try (var editor = started("{}")) {
            editor.open(uri(), TEXT);
            assertThat(editor.diagnostics(uri(), 1)).hasSize(1);
            // First removes the line with the finding, then adds two words at the end: ranges refer to the text in
            // between.
            editor.notify(
                    "textDocument/didChange",
                    "{\"textDocument\":{\"uri\":\"" + uri() + "\",\"version\":2},\"contentChanges\":["
                            + "{\"range\":{\"start\":{\"line\":2,\"character\":0},\"end\":{\"line\":3,\"character\":0}},\"text\":\"\"},"
                            + "{\"range\":{\"start\":{\"line\":3,\"character\":0},\"end\":{\"line\":3,\"character\":0}},"
                            + "\"text\":\" bad\\n bad\\n\"}]}");
            JsonArray after = editor.diagnostics(uri(), 2);
            assertThat(after).hasSize(2);
            assertThat(line(after.get(0))).isEqualTo(3);
        }
    }

    private static int line(JsonElement diagnostic) {
        return diagnostic
                .getAsJsonObject()
                .getAsJsonObject("range")
                .getAsJsonObject("start")
                .get("line")
                .getAsInt();
    }

    @Test
    void positionsAreInTheNegotiatedEncoding() throws Exception {
        for (var expected : List.of(List.of("utf-8", 5, 8), List.of("utf-16", 3, 6), List.of("utf-32", 2, 5))) {
            try (var editor = new EditorSession(new FakeEngine(), directory)) {
                JsonObject result = editor.initialize(
                        directory, "{}", "{\"general\":{\"positionEncodings\":[\"" + expected.get(0) + "\"]}}");
                assertThat(result.getAsJsonObject("capabilities")
                                .get("positionEncoding")
                                .getAsString())
                        .isEqualTo(expected.get(0));
                editor.open(uri(), "\ud83d\ude00 bad\n");
                JsonObject range =
                        editor.diagnostics(uri(), 1).get(0).getAsJsonObject().getAsJsonObject("range");
                assertThat(range.getAsJsonObject("start").get("character").getAsInt())
                        .isEqualTo(expected.get(1));
                assertThat(range.getAsJsonObject("end").get("character").getAsInt())
                        .isEqualTo(expected.get(2));
            }
        }
    }

    @Test
    void hintsTellTheStateWhereItChanges() throws Exception {
        try (var editor = started("{}")) {
            editor.open(uri(), TEXT);
            JsonArray hints = editor.ask("textDocument/inlayHint", EditorSession.lines(uri(), 0, 9))
                    .getAsJsonArray();
            assertThat(hints).hasSize(2);
            assertThat(hints.get(0).getAsJsonObject().get("label").getAsString())
                    .isEqualTo("MMU off D− I+ EL1");
            JsonObject second = hints.get(1).getAsJsonObject();
            assertThat(second.get("label").getAsString()).isEqualTo("MMU on D− I+ EL1");
            assertThat(second.getAsJsonObject("position").toString()).isEqualTo("{\"line\":2,\"character\":4}");
            assertThat(editor.ask("textDocument/inlayHint", EditorSession.lines(uri(), 5, 9))
                            .getAsJsonArray())
                    .isEmpty();
        }
    }

    @Test
    void aRunChangesLensHintsAndHoverUntilTheNextEdit() throws Exception {
        try (var editor = started("{\"trusted\":true}")) {
            editor.open(uri(), TEXT);
            JsonArray before =
                    editor.ask("textDocument/codeLens", EditorSession.of(uri())).getAsJsonArray();
            assertThat(titles(before))
                    .containsExactly("MMU-agnostic: no, needs it on (line 2 rules MMU off out)", "▶ Run off");
            JsonObject command = before.get(1).getAsJsonObject().getAsJsonObject("command");
            JsonObject result =
                    editor.ask("workspace/executeCommand", command.toString()).getAsJsonObject();
            assertThat(result.getAsJsonArray("runs")).hasSize(1);
            assertThat(editor.incoming("window/workDoneProgress/create").toString())
                    .contains("relolens-run");
            assertThat(editor.incoming("$/progress").toString()).contains("begin");
            editor.incoming("workspace/inlayHint/refresh");
            editor.incoming("workspace/codeLens/refresh");
            JsonArray after =
                    editor.ask("textDocument/codeLens", EditorSession.of(uri())).getAsJsonArray();
            assertThat(titles(after).get(1)).isEqualTo("▶ Run off — MMU off: 65.5–81.9 µs/page");
            assertThat(editor.ask("textDocument/inlayHint", EditorSession.lines(uri(), 0, 9))
                            .toString())
                    .contains("100 % · 10× · 10.0 cycles · device");
            assertThat(editor.ask("textDocument/hover", EditorSession.at(uri(), 1, 2))
                            .toString())
                    .contains("100 % of the cycles")
                    .contains("MMU off · D-cache off · I-cache on · EL1")
                    .contains("normal-memory");
            editor.change(uri(), 2, TEXT + "\n");
            JsonArray stale =
                    editor.ask("textDocument/codeLens", EditorSession.of(uri())).getAsJsonArray();
            assertThat(titles(stale).get(1)).isEqualTo("▶ Run off — before the edit: MMU off: 65.5–81.9 µs/page");
            assertThat(editor.ask("textDocument/inlayHint", EditorSession.lines(uri(), 0, 9))
                            .toString())
                    .doesNotContain("cycles");
        }
    }

    private static List<String> titles(JsonArray lenses) {
        return lenses.asList().stream()
                .map(l -> l.getAsJsonObject()
                        .getAsJsonObject("command")
                        .get("title")
                        .getAsString())
                .toList();
    }

    @Test
    void nothingRunsInAnUntrustedWorkspace() throws Exception {
        try (var editor = started("{\"trusted\":false}")) {
            editor.open(uri(), TEXT);
            JsonArray lenses =
                    editor.ask("textDocument/codeLens", EditorSession.of(uri())).getAsJsonArray();
            assertThat(titles(lenses).get(1)).isEqualTo("Run: only in a trusted workspace");
            JsonObject error = editor.error(
                    "workspace/executeCommand",
                    "{\"command\":\"relolens.run\",\"arguments\":[\"" + uri() + "\",\"copy\"]}");
            assertThat(error.get("message").getAsString()).contains("trusted");
            // Trust is given later, without a restart.
            editor.notify("workspace/didChangeConfiguration", "{\"settings\":{\"relolens\":{\"trusted\":true}}}");
            assertThat(titles(editor.ask("textDocument/codeLens", EditorSession.of(uri()))
                            .getAsJsonArray()))
                    .contains("▶ Run off");
        }
    }

    @Test
    void aQuickFixEditsTheTextItIsAbout() throws Exception {
        try (var editor = started("{}")) {
            editor.open(uri(), TEXT);
            JsonArray diagnostics = editor.diagnostics(uri(), 1);
            JsonArray actions = editor.ask(
                            "textDocument/codeAction",
                            "{\"textDocument\":{\"uri\":\"" + uri() + "\"},\"range\":"
                                    + diagnostics.get(0).getAsJsonObject().get("range")
                                    + ",\"context\":{\"diagnostics\":"
                                    + diagnostics + "}}")
                    .getAsJsonArray();
            JsonObject action = actions.get(0).getAsJsonObject();
            assertThat(action.get("title").getAsString()).isEqualTo("write good (C03)");
            assertThat(action.get("kind").getAsString()).isEqualTo("quickfix");
            JsonObject edit = action.getAsJsonObject("edit")
                    .getAsJsonObject("changes")
                    .getAsJsonArray(uri())
                    .get(0)
                    .getAsJsonObject();
            assertThat(edit.get("newText").getAsString()).isEqualTo("good");
            assertThat(edit.getAsJsonObject("range").toString())
                    .isEqualTo("{\"start\":{\"line\":2,\"character\":1},\"end\":{\"line\":2,\"character\":4}}");
        }
    }

    @Test
    void allSafeFixesAreAppliedAtOnceWhenAskedFor() throws Exception {
        try (var editor = started("{}")) {
            editor.open(uri(), "copy:\n\tbad\n\tnop\n\tbad\n");
            JsonArray actions = editor.ask(
                            "textDocument/codeAction",
                            "{\"textDocument\":{\"uri\":\"" + uri()
                                    + "\"},\"range\":{\"start\":{\"line\":0,\"character\":0},"
                                    + "\"end\":{\"line\":0,\"character\":0}},\"context\":{\"diagnostics\":[],\"only\":"
                                    + "[\"source.fixAll\"]}}")
                    .getAsJsonArray();
            assertThat(actions).hasSize(1);
            assertThat(actions.get(0).getAsJsonObject().get("kind").getAsString())
                    .isEqualTo("source.fixAll.relolens");
            assertThat(actions.get(0)
                            .getAsJsonObject()
                            .getAsJsonObject("edit")
                            .getAsJsonObject("changes")
                            .getAsJsonArray(uri()))
                    .hasSize(2);
        }
    }

    @Test
    void symbolsListRoutines() throws Exception {
        try (var editor = started("{}")) {
            editor.open(uri(), TEXT);
            JsonArray symbols = editor.ask("textDocument/documentSymbol", EditorSession.of(uri()))
                    .getAsJsonArray();
            assertThat(symbols).hasSize(1);
            assertThat(symbols.get(0).getAsJsonObject().get("name").getAsString())
                    .isEqualTo("copy");
        }
    }

    @Test
    void closingTakesDiagnosticsAway() throws Exception {
        try (var editor = started("{}")) {
            editor.open(uri(), TEXT);
            editor.diagnostics(uri(), 1);
            editor.notify("textDocument/didClose", EditorSession.of(uri()));
            JsonObject cleared = editor.incoming("textDocument/publishDiagnostics");
            assertThat(cleared.getAsJsonObject("params").getAsJsonArray("diagnostics"))
                    .isEmpty();
            assertThat(editor.ask("textDocument/hover", EditorSession.at(uri(), 0, 0))
                            .isJsonNull())
                    .isTrue();
        }
    }
}
