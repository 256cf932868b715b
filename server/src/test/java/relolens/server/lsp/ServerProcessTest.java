package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as the process that an editor starts. */
class ServerProcessTest {
    @TempDir
    Path directory;

    private Process server;

    private Process start() throws IOException {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "relolens.server.cli.Main",
                        "lsp")
                .redirectError(directory.resolve("log").toFile())
                .start();
        return server;
    }

    @AfterEach
    void stop() {
        server.destroyForcibly();
    }

    private static void send(OutputStream out, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        out.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        out.write(body);
        out.flush();
    }

    private static String receive(InputStream in) throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            header.append((char) in.read());
        }
        assertThat(header.toString()).matches("Content-Length: \\d+\r\n\r\n");
        int length =
                Integer.parseInt(header.substring("Content-Length: ".length()).strip());
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Test
    void onlyMessagesStandOnItsOutputAndItEndsWithZeroWhenTold() throws Exception {
        Process p = start();
        send(
                p.getOutputStream(),
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}");
        assertThat(receive(p.getInputStream())).contains("hoverProvider");
        send(p.getOutputStream(), "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}");
        assertThat(receive(p.getInputStream())).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":null}");
        send(p.getOutputStream(), "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
        assertThat(p.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(p.exitValue()).isZero();
        assertThat(p.getInputStream().readAllBytes()).isEmpty();
    }

    @Test
    void itEndsSoonAfterItsEditorDied() throws Exception {
        Process editor = new ProcessBuilder("sleep", "1000").start();
        try {
            Process p = start();
            send(
                    p.getOutputStream(),
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"processId\":" + editor.pid()
                            + ",\"capabilities\":{}}}");
            receive(p.getInputStream());
            editor.destroyForcibly();
            assertThat(p.waitFor(20, TimeUnit.SECONDS)).as("still running").isTrue();
            assertThat(p.exitValue()).isEqualTo(1);
        } finally {
            editor.destroyForcibly();
        }
    }
}
