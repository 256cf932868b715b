package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages with some bytes changed, cut or doubled, framed rightly: the server lives and still answers. */
class MutatedMessagesTest {
    private static final int MESSAGES = Boolean.getBoolean("relolens.soak") ? 1_000_000 : 100_000;
    private static final int ALIVE_EVERY = 5_000;
    private static final String URI = "file:///tmp/m.S";

    @TempDir
    Path directory;

    private static final List<String> SEEDS = List.of(
            request("textDocument/hover", EditorSession.at(URI, 1, 2)),
            request("textDocument/completion", EditorSession.at(URI, 1, 2)),
            request(
                    "completionItem/resolve",
                    "{\"label\":\"nop\",\"data\":{\"kind\":\"instruction\",\"name\":\"nop\",\"uri\":\"" + URI + "\"}}"),
            request("textDocument/signatureHelp", EditorSession.at(URI, 1, 2)),
            request("textDocument/definition", EditorSession.at(URI, 1, 2)),
            request("textDocument/inlayHint", EditorSession.lines(URI, 0, 9)),
            request("textDocument/codeLens", EditorSession.of(URI)),
            request("textDocument/documentSymbol", EditorSession.of(URI)),
            request("textDocument/semanticTokens/full", EditorSession.of(URI)),
            request(
                    "textDocument/semanticTokens/full/delta",
                    "{\"textDocument\":{\"uri\":\"" + URI + "\"},\"previousResultId\":\"1\"}"),
            request("textDocument/semanticTokens/range", EditorSession.lines(URI, 0, 9)),
            request(
                    "textDocument/formatting",
                    "{\"textDocument\":{\"uri\":\"" + URI + "\"},\"options\":{\"tabSize\":8,\"insertSpaces\":false}}"),
            request(
                    "textDocument/codeAction",
                    "{\"textDocument\":{\"uri\":\"" + URI
                            + "\"},\"range\":{\"start\":{\"line\":2,\"character\":0},\"end\":{\"line\":2,\"character\":3}},"
                            + "\"context\":{\"diagnostics\":[]}}"),
            request(
                    "textDocument/inlineValue",
                    "{\"textDocument\":{\"uri\":\"" + URI
                            + "\"},\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":2,\"character\":3}},"
                            + "\"context\":{\"frameId\":0,\"stoppedLocation\":{\"start\":{\"line\":1,\"character\":0},"
                            + "\"end\":{\"line\":1,\"character\":3}}}}"),
            request("textDocument/diagnostic", EditorSession.of(URI)),
            request("workspace/diagnostic", "{\"previousResultIds\":[]}"),
            request(
                    "workspace/textDocumentContent",
                    "{\"uri\":\"relolens-disassembly:/m.S?file%3A%2F%2F%2Ftmp%2Fm.S\"}"),
            request("relolens/report", EditorSession.of(URI)),
            request("workspace/executeCommand", "{\"command\":\"relolens.run\",\"arguments\":[\"" + URI + "\"]}"),
            "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"" + URI
                    + "\",\"version\":2},\"contentChanges\":[{\"range\":{\"start\":{\"line\":0,\"character\":1},"
                    + "\"end\":{\"line\":1,\"character\":9}},\"text\":\"bad\\n\"}]}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":1}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"workspace/didChangeConfiguration\",\"params\":{\"settings\":{\"relolens\":"
                    + "{\"trusted\":true,\"includePaths\":[\"a\"],\"inlayHints\":\"hot\"}}}}");

    private static int nextId = 1;

    private static String request(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + nextId++ + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    private static boolean isReply(JsonObject o) {
        return o.has("result") || o.has("error");
    }

    /** {@return whether {@code message} is a request that can be answered by its id} */
    private static boolean isRequest(String message) {
        try {
            if (JsonParser.parseString(message) instanceof JsonObject o) {
                JsonElement id = o.get("id");
                boolean method = o.has("method") ? o.get("method") instanceof JsonPrimitive : !isReply(o);
                return method && id instanceof JsonPrimitive;
            }
        } catch (JsonParseException | IllegalStateException e) {
            // No JSON: answered without an id.
        }
        return false;
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(20))));
                default ->
                    text.insert(
                            at,
                            List.of("null", "-1", "{}", "[]", "\"\"", "1e999", "\\u0000")
                                    .get(random.nextInt(7)));
            }
        }
        return text.toString();
    }

    @Test
    void theServerOutlivesThemAndAnswersEachRequestOnce() throws Exception {
        Random random = new Random(20261122);
        try (var editor = new EditorSession(new FakeEngine(), directory)) {
            editor.initialize(directory, "{}");
            editor.open(URI, "a:\n nop\n bad\n");
            int requests = 0;
            for (int i = 1; i <= MESSAGES; i++) {
                String message = mutated(random);
                // These two would end the conversation, as they should.
                if (message.contains("\"shutdown\"") || message.contains("\"exit\"")) {
                    continue;
                }
                requests += isRequest(message) ? 1 : 0;
                editor.message(message);
                if (i % ALIVE_EVERY == 0) {
                    String other = "file:///tmp/alive" + i + ".S";
                    editor.open(other, "b:\n bad\n bad\n");
                    assertThat(editor.diagnostics(other, 1)).hasSize(2);
                    editor.notify("textDocument/didClose", EditorSession.of(other));
                }
            }
            assertThat(editor.answers(requests)).as("replies with an id").isEqualTo(requests);
            assertThat(editor.ask("shutdown", "null").isJsonNull()).isTrue();
            editor.message("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
            assertThat(editor.exit()).isZero();
            assertThat(requests).isGreaterThan(MESSAGES / 4);
        }
    }
}
