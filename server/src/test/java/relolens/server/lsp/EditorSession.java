package relolens.server.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import relolens.server.Engine;

/** A scripted editor that talks to a server over real streams, message by message. */
final class EditorSession implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final OutputStream toServer;
    private final InputStream fromServer;
    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
    private final List<JsonObject> kept = new ArrayList<>();
    private final CompletableFuture<Integer> exitCode;
    final List<Throwable> failures = new ArrayList<>();
    /** Far from the ids that tests write themselves. */
    private int nextId = 7_000_001;

    EditorSession(Engine engine, Path cache) throws IOException {
        this(engine, new RulePages(rule -> "# " + rule + "\n", cache));
    }

    EditorSession(Engine engine, RulePages pages) throws IOException {
        PipedOutputStream toPipe = new PipedOutputStream();
        PipedInputStream serverIn = new PipedInputStream(toPipe, 1 << 20);
        PipedOutputStream serverOut = new PipedOutputStream();
        toServer = toPipe;
        fromServer = new PipedInputStream(serverOut, 1 << 20);
        exitCode =
                CompletableFuture.supplyAsync(() -> Serving.serve(serverIn, serverOut, engine, pages, pid -> {}, e -> {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }));
        listen();
    }

    /** Of a server that is a process of its own. */
    EditorSession(Process server) {
        toServer = server.getOutputStream();
        fromServer = server.getInputStream();
        exitCode = server.onExit().thenApply(Process::exitValue);
        listen();
    }

    private void listen() {
        Thread reader = new Thread(this::read, "editor");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            while (true) {
                int length = -1;
                String line;
                while (!(line = line()).isEmpty()) {
                    if (line.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(line.substring("Content-Length: ".length()));
                    }
                }
                byte[] body = fromServer.readNBytes(length);
                received.add(JsonParser.parseString(new String(body, StandardCharsets.UTF_8))
                        .getAsJsonObject());
            }
        } catch (IOException e) {
            // The server has ended.
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        while ((c = fromServer.read()) != '\n') {
            if (c < 0) {
                throw new IOException("end");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    void raw(String bytes) throws IOException {
        OutputStream out = toServer;
        out.write(bytes.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void message(String json) throws IOException {
        raw("Content-Length: " + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
    }

    void notify(String method, Object params) throws IOException {
        message("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    int send(String method, Object params) throws IOException {
        int id = nextId++;
        message("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
        return id;
    }

    /** {@return the result of a request; fails on an error reply} */
    JsonElement ask(String method, Object params) throws Exception {
        JsonObject reply = reply(send(method, params));
        if (reply.has("error")) {
            throw new AssertionError(method + " failed: " + reply.get("error"));
        }
        return reply.has("result") ? reply.get("result") : JsonNull.INSTANCE;
    }

    JsonObject error(String method, Object params) throws Exception {
        JsonObject reply = reply(send(method, params));
        if (!reply.has("error")) {
            throw new AssertionError(method + " should fail but gave " + reply);
        }
        return reply.getAsJsonObject("error");
    }

    JsonObject reply(int id) throws Exception {
        return await(m -> !m.has("method")
                && m.has("id")
                && !m.get("id").isJsonNull()
                && m.get("id").getAsString().equals(String.valueOf(id)));
    }

    /** {@return how many replies with an id below ours came, waiting as long as fewer than {@code expected} did} */
    int answers(int expected) throws Exception {
        int count = (int) kept.stream().filter(this::isAnswer).count();
        while (count < expected) {
            JsonObject m = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (m == null) {
                return count;
            }
            count += isAnswer(m) ? 1 : 0;
        }
        return count;
    }

    private boolean isAnswer(JsonObject m) {
        boolean reply = !m.has("method") && m.has("id") && !m.get("id").isJsonNull();
        return reply && !m.get("id").getAsString().startsWith("70000");
    }

    /** {@return the next message of that method} */
    JsonObject incoming(String method) throws Exception {
        return await(m -> m.has("method") && m.get("method").getAsString().equals(method));
    }

    JsonArray diagnostics(String uri, int version) throws Exception {
        JsonObject m = await(x -> x.has("method")
                && x.get("method").getAsString().equals("textDocument/publishDiagnostics")
                && x.getAsJsonObject("params").get("uri").getAsString().equals(uri)
                && x.getAsJsonObject("params").has("version")
                && x.getAsJsonObject("params").get("version").getAsInt() == version);
        return m.getAsJsonObject("params").getAsJsonArray("diagnostics");
    }

    /** {@return the next diagnostics of a file that is not open} */
    JsonArray published(String uri) throws Exception {
        JsonObject m = await(x -> x.has("method")
                && x.get("method").getAsString().equals("textDocument/publishDiagnostics")
                && x.getAsJsonObject("params").get("uri").getAsString().equals(uri));
        return m.getAsJsonObject("params").getAsJsonArray("diagnostics");
    }

    JsonObject await(Predicate<JsonObject> wanted) throws Exception {
        for (int i = 0; i < kept.size(); i++) {
            if (wanted.test(kept.get(i))) {
                return kept.remove(i);
            }
        }
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            JsonObject m = received.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (m == null) {
                throw new AssertionError(
                        "the server said nothing like that; it said " + kept + "; it logged " + failures);
            }
            if (m.has("method") && m.has("id")) {
                message("{\"jsonrpc\":\"2.0\",\"id\":" + m.get("id") + ",\"result\":null}");
            }
            if (wanted.test(m)) {
                return m;
            }
            kept.add(m);
        }
    }

    static final String CAPABILITIES = """
            {"general":{"positionEncodings":["utf-16"]},
             "window":{"workDoneProgress":true},
             "workspace":{"inlayHint":{"refreshSupport":true},"codeLens":{"refreshSupport":true}},
             "textDocument":{"publishDiagnostics":{"relatedInformation":true,"codeDescriptionSupport":true}}}""";

    JsonObject initialize(Path root, String options) throws Exception {
        return initialize(root, options, CAPABILITIES);
    }

    JsonObject initialize(Path root, String options, String capabilities) throws Exception {
        JsonObject result = ask(
                        "initialize",
                        "{\"processId\":null,\"rootUri\":\"" + root.toUri() + "\",\"capabilities\":" + capabilities
                                + ",\"initializationOptions\":" + options + "}")
                .getAsJsonObject();
        notify("initialized", "{}");
        return result;
    }

    void open(String uri, String text) throws IOException {
        JsonObject document = new JsonObject();
        document.addProperty("uri", uri);
        document.addProperty("languageId", "arm64-asm");
        document.addProperty("version", 1);
        document.addProperty("text", text);
        notify("textDocument/didOpen", "{\"textDocument\":" + document + "}");
    }

    /** Replaces whole text. */
    void change(String uri, int version, String text) throws IOException {
        JsonObject change = new JsonObject();
        change.addProperty("text", text);
        notify(
                "textDocument/didChange",
                "{\"textDocument\":{\"uri\":\"" + uri + "\",\"version\":" + version + "},\"contentChanges\":[" + change
                        + "]}");
    }

    static String at(String uri, int line, int character) {
        return "{\"textDocument\":{\"uri\":\"" + uri + "\"},\"position\":{\"line\":" + line + ",\"character\":"
                + character + "}}";
    }

    static String of(String uri) {
        return "{\"textDocument\":{\"uri\":\"" + uri + "\"}}";
    }

    static String lines(String uri, int from, int to) {
        return "{\"textDocument\":{\"uri\":\"" + uri + "\"},\"range\":{\"start\":{\"line\":" + from
                + ",\"character\":0},\"end\":{\"line\":" + to + ",\"character\":0}}}";
    }

    int exit() throws Exception {
        return exitCode.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        toServer.close();
    }
}
