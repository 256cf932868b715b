package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A language server in a process of its own, with a file of Linux open, and words for places in it. */
abstract class LinuxSession {
    static final String FILE = "arch/arm64/kernel/relocate_kernel.S";
    private static final String CAPABILITIES = """
            {"general":{"positionEncodings":["utf-8","utf-16"]},
             "workspace":{"workspaceFolders":true,"textDocumentContent":{}},
             "textDocument":{"diagnostic":{"relatedDocumentSupport":true},"rename":{"prepareSupport":true}}}""";

    @TempDir
    Path directory;

    Path root;
    String text;
    String uri;
    private Process server;
    EditorSession editor;
    JsonObject capabilities;

    @BeforeEach
    void start() throws Exception {
        root = DefinitionOracleTest.linux();
        text = Files.readString(root.resolve(FILE));
        uri = root.resolve(FILE).toUri().toString();
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "relolens.server.cli.Main",
                        "lsp")
                .redirectError(directory.resolve("log").toFile())
                .start();
        editor = new EditorSession(server);
        capabilities = editor.initialize(
                        root, "{\"diagnostics\":\"pull\",\"trusted\":true,\"inlayHints\":\"all\"}", CAPABILITIES)
                .getAsJsonObject("capabilities");
        editor.open(uri, text);
    }

    @AfterEach
    void stop() throws Exception {
        server.destroyForcibly().waitFor();
    }

    /** {@return the 0-based line that holds {@code needle} first} */
    int line(String needle) {
        int at = text.indexOf(needle);
        assertThat(at).as(needle).isNotNegative();
        return (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    /** {@return where {@code word} stands, {@code into} characters in, on the line of {@code needle}} */
    String at(String needle, String word, int into) {
        int line = line(needle);
        return EditorSession.at(uri, line, text.split("\n", -1)[line].indexOf(word) + into);
    }

    String with(String params, String more) {
        return params.substring(0, params.length() - 1) + "," + more + "}";
    }

    String ask(String method, String params) throws Exception {
        return editor.ask(method, params).toString();
    }

    JsonArray list(String method, String params) throws Exception {
        return editor.ask(method, params).getAsJsonArray();
    }

    String whole() {
        return EditorSession.lines(uri, 0, text.split("\n", -1).length - 1);
    }

    static List<String> values(JsonArray array, String key) {
        List<String> out = new ArrayList<>();
        array.forEach(e -> out.add(e.getAsJsonObject().get(key).getAsString()));
        return out;
    }
}
