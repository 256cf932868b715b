package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.analyzer.Analysis;

/** What an editor is told of code, by a real analysis: values, expansions, actions, what conditionals leave out. */
class KnowledgeTest {
    private static final String TEXT = """
            #define COUNT(x) ((x) + 1)
            #ifdef NEVER
            \tmov x9, #1
            #endif
            \t.macro step dest:req, by=1
            1:\tadd \\dest, \\dest, #\\by
            \tcbz \\dest, 1b
            \t.endm
            \t.globl on
            \t.type on, %function
            on:
            \tmov x9, #0x1005
            \tmsr sctlr_el1, x9
            \tisb
            \tmrs x10, hcr_el2
            \torr x10, x10, #1
            \tmsr hcr_el2, x10
            \tstep x1, 2
            \tmov x2, #COUNT(3)
            \tb.lo on
            \tcsel x3, x4, x5, hi
            \tret
            """;

    @TempDir
    Path directory;

    private String uri() {
        return directory.resolve("k.S").toUri().toString();
    }

    private EditorSession started(String capabilities) throws Exception {
        var editor = new EditorSession(Analysis::study, directory.resolve("cache"));
        editor.initialize(
                directory, capabilities.contains("\"diagnostic\"") ? "{\"diagnostics\":\"pull\"}" : "{}", capabilities);
        editor.open(uri(), TEXT);
        return editor;
    }

    private static int line(String needle) {
        return (int) TEXT.substring(0, TEXT.indexOf(needle))
                .chars()
                .filter(c -> c == '\n')
                .count();
    }

    private String hover(EditorSession editor, String needle, int character) throws Exception {
        return editor.ask("textDocument/hover", EditorSession.at(uri(), line(needle), character))
                .getAsJsonObject()
                .getAsJsonObject("contents")
                .get("value")
                .getAsString();
    }

    @Test
    void aHoverDecodesTheValueThatIsWritten() throws Exception {
        try (var editor = started("{}")) {
            assertThat(hover(editor, "msr sctlr_el1, x9", 6))
                    .contains("**SCTLR_EL1** = `0x1005`")
                    .contains("**M** [0] = 1, stage 1 translation (MMU): on")
                    .contains("**I** [12] = 1, ")
                    .contains("**A** [1] = 0, alignment check of all accesses: off")
                    .contains("Access: EL1 and above")
                    .contains("isb")
                    .contains("`x9` 0x1005");
            assertThat(hover(editor, "msr hcr_el2, x10", 6))
                    .contains("**HCR_EL2**, as far as it is known")
                    .contains("**VM** [0] = 1, ")
                    .doesNotContain("**TGE**");
        }
    }

    @Test
    void aHoverTellsNamesAndExpansions() throws Exception {
        try (var editor = started("{}")) {
            assertThat(hover(editor, "step x1, 2", 2))
                    .contains(".macro step dest:req, by=1")
                    .contains("add x1, x1, #0x2")
                    .contains("from macro `step`");
            assertThat(hover(editor, "COUNT(3)", 11))
                    .contains("#define COUNT(x) ((x) + 1)")
                    .contains("mov x2, #0x4");
            assertThat(hover(editor, "b.lo on", 3)).contains("unsigned <");
            assertThat(hover(editor, "csel x3", 20)).contains("unsigned >");
            assertThat(hover(editor, ".globl on", 3)).contains("visible to other objects");
            assertThat(hover(editor, "mov x9, #1\n", 2)).contains("mov Rd").doesNotContain("0x1005");
        }
    }

    private static final String LATE = """
            {"textDocument":{"codeAction":{"dataSupport":true,"resolveSupport":{"properties":["edit"]}}}}""";

    private JsonArray actions(EditorSession editor, int line, String only) throws Exception {
        return editor.ask(
                        "textDocument/codeAction",
                        "{\"textDocument\":{\"uri\":\"" + uri() + "\"},\"range\":{\"start\":{\"line\":" + line
                                + ",\"character\":0},\"end\":{\"line\":" + line
                                + ",\"character\":0}},\"context\":{\"diagnostics\":[]"
                                + (only.isEmpty() ? "" : ",\"only\":[\"" + only + "\"]") + "}}")
                .getAsJsonArray();
    }

    private static JsonObject titled(JsonArray actions, String title) {
        for (JsonElement e : actions) {
            if (e.getAsJsonObject().get("title").getAsString().startsWith(title)) {
                return e.getAsJsonObject();
            }
        }
        throw new AssertionError("no " + title + " in " + actions);
    }

    private String applied(JsonObject action) {
        JsonArray edits =
                action.getAsJsonObject("edit").getAsJsonObject("changes").getAsJsonArray(uri());
        return FormattingTest.apply(TEXT, edits);
    }

    @Test
    void aMacroUseIsReplacedByItsExpansionLate() throws Exception {
        try (var editor = started(LATE)) {
            JsonObject expand = titled(actions(editor, line("step x1, 2"), ""), "Put the macro's expansion here");
            assertThat(expand.has("edit")).isFalse();
            JsonObject resolved =
                    editor.ask("codeAction/resolve", expand.toString()).getAsJsonObject();
            assertThat(applied(resolved)).contains("\n1:\n\tadd\tx1, x1, #2\n\tcbz\tx1, 1b\n\tmov x2");
            assertThat(actions(editor, line("step x1, 2"), "quickfix")).isEmpty();
            editor.change(uri(), 2, TEXT + "\n");
            JsonObject stale =
                    editor.ask("codeAction/resolve", expand.toString()).getAsJsonObject();
            assertThat(stale.has("edit")).as("the text is another").isFalse();
        }
    }

    @Test
    void aFindingIsAllowedAndARoutineGetsAContract() throws Exception {
        try (var editor = started("{}")) {
            JsonArray diagnostics = editor.diagnostics(uri(), 1);
            int at = line("msr sctlr_el1, x9");
            String contract = applied(titled(actions(editor, at, ""), "Add a contract to on"));
            assertThat(contract)
                    .contains("//@ entry  el=1 mmu=on dcache=on icache=on\n//@ entry  el=1 mmu=off")
                    .contains("icache=on\non:");
            assertThat(diagnostics.toString()).contains("\"S07\"");
            String allowed = applied(titled(actions(editor, at, ""), "Allow S07 here"));
            assertThat(allowed).contains("\t//@ allow  S07 \"why this is right here\"\n\tmsr sctlr_el1, x9");
            editor.change(uri(), 2, allowed);
            assertThat(editor.diagnostics(uri(), 2).toString()).doesNotContain("\"S07\"");
        }
    }

    @Test
    void inactiveLinesAreDimmedAsTheClientWantsIt() throws Exception {
        try (var editor = started("{\"textDocument\":{\"publishDiagnostics\":{\"tagSupport\":{\"valueSet\":[1]}}}}")) {
            JsonObject hint = null;
            for (JsonElement d : editor.diagnostics(uri(), 1)) {
                if (d.getAsJsonObject().get("code").getAsString().equals("inactive")) {
                    hint = d.getAsJsonObject();
                }
            }
            assertThat(hint).isNotNull();
            assertThat(hint.get("severity").getAsInt()).isEqualTo(4);
            assertThat(hint.getAsJsonArray("tags").toString()).isEqualTo("[1]");
            assertThat(hint.getAsJsonObject("range").toString())
                    .isEqualTo("{\"start\":{\"line\":2,\"character\":0},\"end\":{\"line\":3,\"character\":0}}");
        }
        try (var editor = started("{\"textDocument\":{\"publishDiagnostics\":{\"tagSupport\":{\"valueSet\":[1]}}},"
                + "\"experimental\":{\"relolens\":{\"inactiveRegions\":true}}}")) {
            assertThat(editor.diagnostics(uri(), 1).toString()).doesNotContain("\"inactive\"");
            JsonObject regions = editor.incoming("relolens/inactiveRegions").getAsJsonObject("params");
            assertThat(regions.getAsJsonArray("regions").toString())
                    .isEqualTo("[{\"start\":{\"line\":2,\"character\":0},\"end\":{\"line\":3,\"character\":0}}]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"textDocument\":{\"diagnostic\":{}}}"})
    void aMistakeInTheSidecarIsToldThereUntilItIsMended(String capabilities) throws Exception {
        var sidecar = directory.resolve("relolens.yml");
        String bad = "root: true\nroutines:\n  k.S:\n    on: [\"entry el=7\"]\n";
        java.nio.file.Files.writeString(sidecar, bad);
        String yml = sidecar.toUri().toString();
        try (var editor = started(capabilities)) {
            JsonArray told = editor.published(yml);
            assertThat(told).hasSize(1);
            JsonObject one = told.get(0).getAsJsonObject();
            assertThat(one.get("code").getAsString()).isEqualTo("K01");
            assertThat(one.get("message").getAsString())
                    .contains("expected exception level: 1, 2, 3, any, found \"7\"");
            assertThat(one.getAsJsonObject("range").getAsJsonObject("start").toString())
                    .isEqualTo("{\"line\":3,\"character\":19}");
            JsonArray own = capabilities.equals("{}")
                    ? editor.diagnostics(uri(), 1)
                    : editor.ask("textDocument/diagnostic", EditorSession.of(uri()))
                            .getAsJsonObject()
                            .getAsJsonArray("items");
            assertThat(own.toString()).contains("S07").doesNotContain("K01").doesNotContain("relolens.yml");

            java.nio.file.Files.writeString(sidecar, bad.replace("el=7", "el=2"));
            editor.notify("workspace/didChangeWatchedFiles", "{\"changes\":[{\"uri\":\"" + yml + "\",\"type\":2}]}");
            assertThat(editor.published(yml)).isEmpty();
        }
    }

    @Test
    void whatIsWrongInASidecarGoesWithTheLastDocumentThatItSpeaksOf() throws Exception {
        var sidecar = directory.resolve("relolens.yml");
        java.nio.file.Files.writeString(
                sidecar, "root: true\nroutines:\n  \"*.S\":\n    on: [\"run off: mmu=off\", \"entry el=7\"]\n");
        String yml = sidecar.toUri().toString();
        try (var editor = started("{}")) {
            assertThat(editor.published(yml)).hasSize(1);
            String other = directory.resolve("other.S").toUri().toString();
            editor.open(other, "on:\n\tret\n");
            editor.diagnostics(other, 1);
            assertThat(editor.published(yml)).hasSize(1);
            editor.notify("textDocument/didClose", EditorSession.of(uri()));
            assertThat(editor.published(yml)).hasSize(1);
            editor.notify("textDocument/didClose", EditorSession.of(other));
            assertThat(editor.published(yml)).isEmpty();
        }
    }

    @Test
    void virtualDocumentsShowExpansionAndInstructions() throws Exception {
        try (var editor = started("{\"workspace\":{\"textDocumentContent\":{}}}")) {
            JsonObject expanded =
                    editor.ask("relolens/expanded", EditorSession.of(uri())).getAsJsonObject();
            assertThat(expanded.get("text").getAsString())
                    .contains("// k.S:18 > step\n1:\n\tadd\tx1, x1, #2\n")
                    .contains("\tmov\tx2, #((3)+1)")
                    .doesNotContain(".macro")
                    .doesNotContain("mov\tx9,#1\n");
            String address = expanded.get("uri").getAsString();
            assertThat(address).startsWith("relolens-expanded:/k.expanded.S?");
            assertThat(editor.ask("workspace/textDocumentContent", "{\"uri\":\"" + address + "\"}")
                            .getAsJsonObject()
                            .get("text")
                            .getAsString())
                    .isEqualTo(expanded.get("text").getAsString());
            editor.change(uri(), 2, TEXT.replace("step x1, 2", "step x1, 3"));
            assertThat(editor.incoming("workspace/textDocumentContent/refresh").toString())
                    .contains("relolens-expanded");
            assertThat(editor.ask("workspace/textDocumentContent", "{\"uri\":\"" + address + "\"}")
                            .toString())
                    .contains("x1, x1, #3");
            assertThat(editor.ask("relolens/disassembly", EditorSession.of(uri()))
                            .getAsJsonObject()
                            .get("text")
                            .getAsString())
                    .contains("on:\n     0:\td28200a9\tmov x9, #0x1005")
                    .contains("// k.S:12");
        }
    }

    @Test
    void inlineValuesAndHintsTellWhatIsKnown() throws Exception {
        try (var editor = started("{}")) {
            int at = line("msr sctlr_el1, x9");
            JsonArray values = editor.ask(
                            "textDocument/inlineValue",
                            "{\"textDocument\":{\"uri\":\"" + uri()
                                    + "\"},\"range\":{\"start\":{\"line\":0,\"character\":0},"
                                    + "\"end\":{\"line\":99,\"character\":0}},\"context\":{\"frameId\":1,\"stoppedLocation\":"
                                    + "{\"start\":{\"line\":" + at + ",\"character\":0},\"end\":{\"line\":" + at
                                    + ",\"character\":1}}}}")
                    .getAsJsonArray();
            assertThat(values).hasSize(1);
            assertThat(values.get(0).getAsJsonObject().get("text").getAsString())
                    .isEqualTo("x9 = 0x1005");
            JsonArray hints = editor.ask("textDocument/inlayHint", EditorSession.lines(uri(), 0, 99))
                    .getAsJsonArray();
            JsonObject hint = hints.get(0).getAsJsonObject();
            assertThat(hint.has("tooltip")).isFalse();
            assertThat(editor.ask("inlayHint/resolve", hint.toString())
                            .getAsJsonObject()
                            .getAsJsonObject("tooltip")
                            .get("value")
                            .getAsString())
                    .contains("Before this line");
        }
    }

    @Test
    void diagnosticsArePulledAndUnchangedOnesSaidSo() throws Exception {
        String pull =
                "{\"textDocument\":{\"diagnostic\":{}},\"workspace\":{\"diagnostics\":{\"refreshSupport\":true}}}";
        java.nio.file.Files.writeString(directory.resolve("other.S"), "other:\n\tfrob x0\n");
        try (var editor = started(pull)) {
            JsonObject first = editor.ask("textDocument/diagnostic", EditorSession.of(uri()))
                    .getAsJsonObject();
            assertThat(first.get("kind").getAsString()).isEqualTo("full");
            assertThat(first.getAsJsonArray("items").toString()).contains("S07");
            JsonObject again = editor.ask(
                            "textDocument/diagnostic",
                            "{\"textDocument\":{\"uri\":\"" + uri() + "\"},\"previousResultId\":"
                                    + first.get("resultId") + "}")
                    .getAsJsonObject();
            assertThat(again.get("kind").getAsString()).isEqualTo("unchanged");
            JsonArray open = workspace(editor, "[]");
            assertThat(open).hasSize(1);
            editor.notify(
                    "workspace/didChangeConfiguration",
                    "{\"settings\":{\"relolens\":{\"workspaceDiagnostics\":true}}}");
            editor.ask("textDocument/diagnostic", EditorSession.of(uri()));
            JsonArray all = workspace(editor, "[]");
            assertThat(all).hasSize(2);
            assertThat(all.toString()).contains("other.S").contains("frob");
            JsonObject other = all.get(1).getAsJsonObject();
            JsonArray unchanged =
                    workspace(editor, "[{\"uri\":" + other.get("uri") + ",\"value\":" + other.get("resultId") + "}]");
            assertThat(unchanged.get(1).getAsJsonObject().get("kind").getAsString())
                    .isEqualTo("unchanged");

            var sidecar = directory.resolve("relolens.yml");
            java.nio.file.Files.writeString(sidecar, "root: yes please\n");
            String changed = "{\"changes\":[{\"uri\":\"" + sidecar.toUri() + "\",\"type\":2}]}";
            editor.notify("textDocument/didClose", EditorSession.of(uri()));
            editor.notify("workspace/didChangeWatchedFiles", changed);
            JsonArray closed = workspace(editor, "[]");
            assertThat(closed).hasSize(2);
            JsonObject of = closed.get(1).getAsJsonObject();
            assertThat(of.get("uri").getAsString()).isEqualTo(sidecar.toUri().toString());
            assertThat(of.getAsJsonArray("items")).hasSize(1);
            java.nio.file.Files.writeString(sidecar, "root: true\n");
            editor.notify("workspace/didChangeWatchedFiles", changed);
            JsonArray mended =
                    workspace(editor, "[{\"uri\":" + of.get("uri") + ",\"value\":" + of.get("resultId") + "}]");
            assertThat(mended.get(1).getAsJsonObject().getAsJsonArray("items")).isEmpty();
        }
    }

    private JsonArray workspace(EditorSession editor, String previous) throws Exception {
        return editor.ask("workspace/diagnostic", "{\"previousResultIds\":" + previous + "}")
                .getAsJsonObject()
                .getAsJsonArray("items");
    }
}
