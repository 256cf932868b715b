package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages with some bytes changed, cut or doubled, framed rightly: the server lives and still answers. */
class MutatedMessagesTest {
    private static final int MESSAGES = Integer.getInteger("relolens.mutations", 3000);
    private static final String URI = "file:///tmp/m.S";

    @TempDir
    Path directory;

    private static final List<String> SEEDS = List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"textDocument/hover\",\"params\":" + EditorSession.at(URI, 1, 2)
                    + "}",
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"textDocument/inlayHint\",\"params\":"
                    + EditorSession.lines(URI, 0, 9) + "}",
            "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"textDocument/codeLens\",\"params\":" + EditorSession.of(URI)
                    + "}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"" + URI
                    + "\",\"version\":2},\"contentChanges\":[{\"range\":{\"start\":{\"line\":0,\"character\":1},"
                    + "\"end\":{\"line\":1,\"character\":9}},\"text\":\"bad\\n\"}]}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":1}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"workspace/didChangeConfiguration\",\"params\":{\"settings\":{\"relolens\":"
                    + "{\"trusted\":true,\"includePaths\":[\"a\"],\"inlayHints\":\"hot\"}}}}",
            "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"workspace/executeCommand\",\"params\":{\"command\":\"relolens.run\","
                    + "\"arguments\":[\"" + URI + "\",\"a\",\"off\"]}}",
            "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"relolens/report\",\"params\":" + EditorSession.of(URI) + "}",
            "{\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"workspace/executeCommand\",\"params\":{\"command\":"
                    + "\"relolens.compare\",\"arguments\":[{\"image\":[\"none\"]}]}}");

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
    void theServerOutlivesThemAndStillAnswers() throws Exception {
        Random random = new Random(20261122);
        try (var editor = new EditorSession(new FakeEngine(), directory)) {
            editor.initialize(directory, "{}");
            editor.open(URI, "a:\n nop\n bad\n");
            for (int i = 1; i <= MESSAGES; i++) {
                editor.message(mutated(random));
                if (i % 500 == 0) {
                    String other = "file:///tmp/alive" + i + ".S";
                    editor.open(other, "b:\n bad\n bad\n");
                    assertThat(editor.diagnostics(other, 1)).hasSize(2);
                    editor.notify("textDocument/didClose", EditorSession.of(other));
                }
            }
            assertThat(editor.ask("shutdown", "null").isJsonNull()).isTrue();
        }
    }
}
