package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.Study;
import relolens.analyzer.run.Progress;
import relolens.server.Engine;

/** What is answered while the newest text is being analysed: analyses of changed texts do not end before they may. */
class EarlierAnswerTest {
    private static final String TEXT = """
            	.macro	load reg
            	ldr	\\reg, [x0]
            	.endm
            //@ entry el=1 mmu=on
            	.type	copy, %function
            copy:
            	load	x1
            	mrs	x2, sctlr_el1
            	bic	x2, x2, #1
            	msr	sctlr_el1, x2
            	isb
            	cbnz	x1, copy
            	ret
            """;

    private static final int MSR = 9;

    @TempDir
    Path directory;

    /** Analyses the first text at once, and others when the gate is open. */
    private static final class Gated implements Engine {
        private final CountDownLatch gate = new CountDownLatch(1);
        private final boolean first;
        private int studies;

        Gated(boolean first) {
            this.first = first;
        }

        @Override
        public Study study(AnalysisRequest request, Progress progress) {
            boolean free;
            synchronized (this) {
                free = first && studies++ == 0;
            }
            try {
                while (!free && gate.getCount() > 0 && !progress.cancelled()) {
                    Thread.sleep(1);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Engine.real().study(request, progress);
        }

        void open() {
            gate.countDown();
        }
    }

    private String uri() {
        return directory.resolve("t.S").toUri().toString();
    }

    private EditorSession started(Engine engine, String text) throws Exception {
        var editor = new EditorSession(engine, directory.resolve("cache"));
        editor.initialize(directory, "{\"trusted\":true}");
        editor.open(uri(), text);
        return editor;
    }

    private static int firstLine(JsonElement places) {
        return start(places.getAsJsonArray().get(0).getAsJsonObject())
                .get("line")
                .getAsInt();
    }

    private static JsonObject start(JsonObject place) {
        return place.getAsJsonObject("range").getAsJsonObject("start");
    }

    @Test
    void linesThatDidNotChangeAreAnsweredAtOnce() throws Exception {
        var engine = new Gated(true);
        try (var editor = started(engine, TEXT)) {
            editor.diagnostics(uri(), 1);
            editor.change(uri(), 2, "\n\n" + TEXT);
            JsonObject hover = editor.ask("textDocument/hover", EditorSession.at(uri(), MSR + 2, 2))
                    .getAsJsonObject();
            assertThat(hover.getAsJsonObject("contents").get("value").getAsString())
                    .contains("SCTLR_EL1")
                    .endsWith("*Before the last edit.*");
            assertThat(start(hover).get("line").getAsInt()).isEqualTo(MSR + 2);
            JsonElement macro = editor.ask("textDocument/definition", EditorSession.at(uri(), 8, 2));
            assertThat(firstLine(macro)).isEqualTo(2);
            JsonElement label = editor.ask("textDocument/documentHighlight", EditorSession.at(uri(), 13, 11));
            assertThat(label.getAsJsonArray()).hasSize(3);
            assertThat(firstLine(label)).isEqualTo(6);

            // A text is compared with the last one that was analysed, whatever came in between.
            editor.change(uri(), 3, "\n" + TEXT);
            editor.change(uri(), 4, "\n" + TEXT.replace("\tret\n", "\tnop\n\tret\n"));
            assertThat(firstLine(editor.ask("textDocument/definition", EditorSession.at(uri(), 7, 2))))
                    .isEqualTo(1);

            engine.open();
            editor.diagnostics(uri(), 4);
            assertThat(editor.ask("textDocument/hover", EditorSession.at(uri(), MSR + 1, 2))
                            .toString())
                    .contains("SCTLR_EL1")
                    .doesNotContain("Before the last edit");
        }
    }

    @Test
    void aLineThatChangedWaits() throws Exception {
        var engine = new Gated(true);
        try (var editor = started(engine, TEXT)) {
            editor.diagnostics(uri(), 1);
            editor.change(uri(), 2, TEXT.replace("msr\tsctlr_el1, x2", "msr\ttcr_el1, x2"));
            int asked = editor.send("textDocument/hover", EditorSession.at(uri(), MSR, 2));
            engine.open();
            assertThat(editor.reply(asked).toString())
                    .contains("msr tcr_el1, x2")
                    .doesNotContain("Before the last edit");
        }
    }

    @Test
    void nothingIsKeptWhenTheSettingsChange() throws Exception {
        var engine = new Gated(true);
        try (var editor = started(engine, TEXT)) {
            editor.diagnostics(uri(), 1);
            editor.notify("workspace/didChangeConfiguration", "{\"settings\":{\"relolens\":{\"defines\":[\"A\"]}}}");
            editor.change(uri(), 2, "\n" + TEXT);
            int asked = editor.send("textDocument/hover", EditorSession.at(uri(), MSR + 1, 2));
            engine.open();
            assertThat(editor.reply(asked).toString()).contains("SCTLR_EL1").doesNotContain("Before the last edit");
        }
    }

    private static String huge() {
        return TEXT + "\tnop\n".repeat(20_000) + "last:\tret\n";
    }

    @Test
    void aHugeFileShowsWhatWasKnownAndIsAskedAboutAgain() throws Exception {
        var engine = new Gated(true);
        try (var editor = started(engine, huge())) {
            editor.diagnostics(uri(), 1);
            JsonArray outline = editor.ask("textDocument/documentSymbol", EditorSession.of(uri()))
                    .getAsJsonArray();
            JsonElement hints = editor.ask("textDocument/inlayHint", EditorSession.lines(uri(), 0, 50));
            JsonElement lenses = editor.ask("textDocument/codeLens", EditorSession.of(uri()));
            JsonElement foldings = editor.ask("textDocument/foldingRange", EditorSession.of(uri()));
            assertThat(hints.getAsJsonArray()).isNotEmpty();
            assertThat(lenses.getAsJsonArray()).isNotEmpty();

            editor.change(uri(), 2, "\n" + huge());
            JsonArray moved = editor.ask("textDocument/documentSymbol", EditorSession.of(uri()))
                    .getAsJsonArray();
            assertThat(moved).hasSameSizeAs(outline);
            for (int i = 0; i < moved.size(); i++) {
                JsonObject a = outline.get(i).getAsJsonObject();
                JsonObject b = moved.get(i).getAsJsonObject();
                assertThat(b.get("name")).isEqualTo(a.get("name"));
                assertThat(start(b).get("line").getAsInt())
                        .isEqualTo(start(a).get("line").getAsInt() + 1);
            }
            JsonArray movedHints = editor.ask("textDocument/inlayHint", EditorSession.lines(uri(), 0, 51))
                    .getAsJsonArray();
            assertThat(movedHints).hasSameSizeAs(hints.getAsJsonArray());
            assertThat(line(movedHints, "position")).isEqualTo(line(hints.getAsJsonArray(), "position") + 1);
            assertThat(firstLine(editor.ask("textDocument/codeLens", EditorSession.of(uri()))))
                    .isEqualTo(firstLine(lenses) + 1);
            JsonArray movedFoldings = editor.ask("textDocument/foldingRange", EditorSession.of(uri()))
                    .getAsJsonArray();
            assertThat(movedFoldings.get(0).getAsJsonObject().get("startLine").getAsInt())
                    .isEqualTo(foldings.getAsJsonArray()
                                    .get(0)
                                    .getAsJsonObject()
                                    .get("startLine")
                                    .getAsInt()
                            + 1);
            engine.open();
            editor.incoming("workspace/inlayHint/refresh");
            editor.incoming("workspace/codeLens/refresh");
        }
    }

    private static int line(JsonArray hints, String key) {
        return hints.get(0).getAsJsonObject().getAsJsonObject(key).get("line").getAsInt();
    }

    @Test
    void aHugeFileIsRenamedInOnlyWhenItIsKnown() throws Exception {
        var engine = new Gated(false);
        try (var editor = started(engine, huge())) {
            JsonElement nothingYet = editor.ask("textDocument/definition", EditorSession.at(uri(), 6, 2));
            assertThat(nothingYet.getAsJsonArray()).isEmpty();
            JsonElement tokens = editor.ask("textDocument/semanticTokens/range", EditorSession.lines(uri(), 0, 9));
            assertThat(tokens.getAsJsonObject().getAsJsonArray("data")).isNotEmpty();
            String rename = EditorSession.at(uri(), 5, 1);
            JsonObject refused = editor.error(
                    "textDocument/rename", rename.substring(0, rename.length() - 1) + ",\"newName\":\"other\"}");
            assertThat(refused.get("message").getAsString()).contains("still being analysed");
            engine.open();
            editor.diagnostics(uri(), 1);
            assertThat(editor.ask("textDocument/definition", EditorSession.at(uri(), 6, 2))
                            .getAsJsonArray())
                    .hasSize(1);
        }
    }
}
