package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Malformed and hostile input over real streams: every request is answered, nothing ends the server but its end. */
class TrapsTest {
    private static final String URI = "file:///tmp/x.S";

    @TempDir
    Path directory;

    private EditorSession started() throws Exception {
        var editor = new EditorSession(new FakeEngine(), directory);
        editor.initialize(directory, "{}");
        return editor;
    }

    private static void alive(EditorSession editor) throws Exception {
        editor.open("file:///tmp/alive.S", "a:\n bad\n");
        assertThat(editor.diagnostics("file:///tmp/alive.S", 1)).hasSize(1);
    }

    @Test
    void anErrorInAnAnalysisAnswersWaitingRequestsAndLeavesTheServerAlive() throws Exception {
        try (var editor = started()) {
            editor.open(URI, FakeEngine.THROW);
            JsonObject error = editor.error("textDocument/hover", EditorSession.at(URI, 0, 0));
            assertThat(error.get("code").getAsInt()).isEqualTo(-32603);
            assertThat(error.toString()).doesNotContain("StackOverflow").doesNotContain(".java");
            alive(editor);
        }
    }

    @Test
    void textThatIsNoJsonIsAnsweredWithParseError() throws Exception {
        try (var editor = started()) {
            editor.message("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":");
            JsonObject reply = editor.await(m -> m.has("error"));
            assertThat(reply.getAsJsonObject("error").get("code").getAsInt()).isEqualTo(-32700);
            alive(editor);
        }
    }

    @Test
    void eachRequestOfABatchIsRefused() throws Exception {
        try (var editor = started()) {
            editor.message("[{\"jsonrpc\":\"2.0\",\"id\":71,\"method\":\"shutdown\"},"
                    + "{\"jsonrpc\":\"2.0\",\"id\":72,\"method\":\"shutdown\"}]");
            assertThat(editor.reply(71).getAsJsonObject("error").get("code").getAsInt())
                    .isEqualTo(-32600);
            assertThat(editor.reply(72).getAsJsonObject("error").get("code").getAsInt())
                    .isEqualTo(-32600);
            alive(editor);
        }
    }

    @Test
    void headersAreReadInAnyCaseAndUselessOnesSkipped() throws Exception {
        try (var editor = started()) {
            String body = "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"nope\"}";
            editor.raw("content-length: " + body.length() + "\r\nCONTENT-TYPE: x\r\n\r\n" + body);
            assertThat(editor.reply(5).getAsJsonObject("error").get("code").getAsInt())
                    .isEqualTo(-32601);
            editor.raw("Content-Type: nothing else\r\n\r\n");
            editor.raw("Content-Length: -5\r\n\r\n");
            editor.raw("Content-Length: many\r\n\r\n");
            alive(editor);
        }
    }

    @Test
    void nothingIsAnsweredBeforeInitialize() throws Exception {
        try (var editor = new EditorSession(new FakeEngine(), directory)) {
            JsonObject error = editor.error("textDocument/hover", EditorSession.at(URI, 0, 0));
            assertThat(error.get("code").getAsInt()).isEqualTo(-32002);
            editor.initialize(directory, "{}");
            assertThat(editor.error("initialize", "{\"capabilities\":{}}")
                            .get("code")
                            .getAsInt())
                    .isEqualTo(-32600);
            alive(editor);
        }
    }

    @Test
    void nothingButExitIsHeardAfterShutdown() throws Exception {
        var editor = started();
        assertThat(editor.ask("shutdown", "null").isJsonNull()).isTrue();
        JsonObject error = editor.error("textDocument/hover", EditorSession.at(URI, 0, 0));
        assertThat(error.get("code").getAsInt()).isEqualTo(-32600);
        editor.message("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
        assertThat(editor.exit()).isZero();
    }

    @Test
    void exitWithoutShutdownAndALostConnectionAreFailures() throws Exception {
        var editor = started();
        editor.message("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
        assertThat(editor.exit()).isEqualTo(1);
        var lost = started();
        lost.close();
        assertThat(lost.exit()).isEqualTo(1);
    }

    @Test
    void missingParamsAndFieldsAreInvalidParams() throws Exception {
        try (var editor = started()) {
            editor.message("{\"jsonrpc\":\"2.0\",\"id\":81,\"method\":\"textDocument/hover\"}");
            assertThat(editor.reply(81).getAsJsonObject("error").get("code").getAsInt())
                    .isEqualTo(-32602);
            JsonObject noPosition = editor.error("textDocument/hover", EditorSession.of(URI));
            assertThat(noPosition.get("code").getAsInt()).isEqualTo(-32602);
            assertThat(noPosition.has("data")).isFalse();
            JsonObject wrongType = editor.error("textDocument/hover", "{\"textDocument\":5,\"position\":[]}");
            assertThat(wrongType.get("code").getAsInt()).isEqualTo(-32602);
            alive(editor);
        }
    }

    @Test
    void unknownRequestsAreRefusedUnknownNotificationsIgnored() throws Exception {
        try (var editor = started()) {
            assertThat(editor.error("$/unknown", "{}").get("code").getAsInt()).isEqualTo(-32601);
            assertThat(editor.error("textDocument/frobnicate", "{}").get("code").getAsInt())
                    .isEqualTo(-32601);
            editor.notify("$/whatever", "{}");
            editor.notify("textDocument/unheardOf", "{}");
            alive(editor);
        }
    }

    @Test
    void deepNestingAndNonsenseBodiesAreAnswered() throws Exception {
        try (var editor = started()) {
            editor.message("[".repeat(100_000));
            assertThat(editor.await(m -> m.has("error"))
                            .getAsJsonObject("error")
                            .get("code")
                            .getAsInt())
                    .isIn(-32700, -32600);
            editor.message("42");
            assertThat(editor.await(m -> m.has("error"))
                            .getAsJsonObject("error")
                            .get("code")
                            .getAsInt())
                    .isEqualTo(-32600);
            alive(editor);
        }
    }

    @Test
    void aCancelledRequestIsAnsweredAsCancelled() throws Exception {
        try (var editor = new EditorSession(
                (request, progress) -> {
                    long until = System.nanoTime() + 1_000_000_000L;
                    while (System.nanoTime() < until && !progress.cancelled()) {
                        Thread.onSpinWait();
                    }
                    return new FakeEngine().study(request, progress);
                },
                directory)) {
            editor.initialize(directory, "{}");
            editor.open(URI, "a:\n");
            int id = editor.send("textDocument/hover", EditorSession.at(URI, 0, 0));
            editor.notify("$/cancelRequest", "{\"id\":" + id + "}");
            assertThat(editor.reply(id).getAsJsonObject("error").get("code").getAsInt())
                    .isEqualTo(-32800);
        }
    }

    @Test
    void aRequestOvertakenByAnEditIsToldSo() throws Exception {
        try (var editor = new EditorSession(
                (request, progress) -> {
                    long until = System.nanoTime() + 500_000_000L;
                    while (System.nanoTime() < until && !progress.cancelled()) {
                        Thread.onSpinWait();
                    }
                    return new FakeEngine().study(request, progress);
                },
                directory)) {
            editor.initialize(directory, "{}");
            editor.open(URI, "a:\n");
            int id = editor.send("textDocument/hover", EditorSession.at(URI, 0, 0));
            editor.change(URI, 2, "b:\n bad\n");
            assertThat(editor.reply(id).getAsJsonObject("error").get("code").getAsInt())
                    .isEqualTo(-32801);
            assertThat(editor.diagnostics(URI, 2)).hasSize(1);
        }
    }

    @Test
    void requestsThatShareAnIdAreEachAnswered() throws Exception {
        try (var editor = started()) {
            editor.open(URI, "a:\n bad\n");
            String hover = "{\"jsonrpc\":\"2.0\",\"id\":55,\"method\":\"textDocument/hover\",\"params\":"
                    + EditorSession.at(URI, 1, 1) + "}";
            editor.message(hover);
            editor.message(hover);
            assertThat(editor.reply(55).has("result")).isTrue();
            assertThat(editor.reply(55).has("result")).isTrue();
        }
    }

    @Test
    void aLongAnalysisHoldsNobodyElseUp() throws Exception {
        var gate = new java.util.concurrent.CountDownLatch(1);
        try (var editor = new EditorSession(
                (request, progress) -> {
                    if (request.files().get(0).endsWith("slow.S")) {
                        try {
                            gate.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                    return new FakeEngine().study(request, progress);
                },
                directory)) {
            editor.initialize(directory, "{}");
            editor.open("file:///tmp/slow.S", "a:\n");
            int waiting = editor.send("textDocument/hover", EditorSession.at("file:///tmp/slow.S", 0, 0));
            alive(editor);
            // What is typed is completed without the analysis that still runs.
            assertThat(editor.ask("textDocument/completion", EditorSession.at("file:///tmp/slow.S", 1, 0))
                            .toString())
                    .contains("\"items\"");
            gate.countDown();
            assertThat(editor.reply(waiting).has("result")).isTrue();
        }
    }

    @Test
    void aFeatureThatFailsIsAnsweredAndTheNextOneWorks() throws Exception {
        try (var editor = started()) {
            editor.open(URI, "a:\n bad\n");
            JsonObject error = editor.error(
                    "textDocument/semanticTokens/range",
                    "{\"textDocument\":{\"uri\":\"" + URI + "\"},\"range\":{\"start\":null,\"end\":null}}");
            assertThat(error.get("code").getAsInt()).isIn(-32602, -32603);
            assertThat(error.toString()).doesNotContain(".java");
            alive(editor);
        }
    }
}
