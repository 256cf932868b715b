package relolens.server.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import relolens.analyzer.Study;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.report.Report;
import relolens.server.Engine;

/**
 * A small workspace with marks in its text: {@code ‸} is the cursor, {@code «»} stand around places that are expected. Its
 * documents are really preprocessed and assembled.
 */
final class Fixture implements AutoCloseable {
    static final Engine ASSEMBLING = (request, progress) -> {
        String file = request.files().get(0);
        var unit = Preprocessor.preprocess(file, request.options(), request.loader());
        var assembled = Assembler.assemble(unit, request.loader(), request.options());
        return new Study(Report.merge(List.of()), List.of(new Study.Unit(file, unit, assembled)));
    };

    final Path directory;
    final EditorSession editor;
    private final List<String> expected = new ArrayList<>();
    private String cursorFile = "x.S";
    private int line;
    private int character;

    Fixture(Path directory) throws Exception {
        this(directory, EditorSession.CAPABILITIES);
    }

    Fixture(Path directory, String capabilities) throws Exception {
        this.directory = directory.toRealPath();
        this.editor = new EditorSession(ASSEMBLING, directory.resolve(".cache"));
        this.capabilities = capabilities;
    }

    private final String capabilities;
    private boolean started;

    /** Puts a file into the workspace, not into the editor. */
    Fixture file(String name, String marked) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, unmarked(name, marked));
        return this;
    }

    /** Opens a document. */
    Fixture open(String name, String marked) throws Exception {
        start();
        String text = unmarked(name, marked);
        Files.writeString(directory.resolve(name), text);
        editor.open(uri(name), text);
        return this;
    }

    void start() throws Exception {
        if (!started) {
            started = true;
            editor.initialize(directory, "{}", capabilities);
        }
    }

    private String unmarked(String name, String marked) {
        StringBuilder text = new StringBuilder();
        int row = 0;
        int column = 0;
        String from = "";
        for (int i = 0; i < marked.length(); i++) {
            char c = marked.charAt(i);
            if (c == '‸') {
                cursorFile = name;
                line = row;
                character = column;
            } else if (c == '«') {
                from = name + ":" + row + ":" + column;
            } else if (c == '»') {
                expected.add(from + "-" + row + ":" + column);
            } else {
                text.append(c);
                row += c == '\n' ? 1 : 0;
                column = c == '\n' ? 0 : column + 1;
            }
        }
        return text.toString();
    }

    String uri(String name) {
        return directory.resolve(name).toUri().toString();
    }

    /** {@return the marked places, sorted} */
    List<String> expected() {
        return expected.stream().sorted().toList();
    }

    /** {@return parameters of a request at the cursor, with more members (",\"a\":1") inside} */
    String atCursor(String more) {
        String at = EditorSession.at(uri(cursorFile), line, character);
        return at.substring(0, at.length() - 1) + more + "}";
    }

    JsonElement ask(String method) throws Exception {
        return editor.ask(method, atCursor(""));
    }

    /** {@return the places of a request's answer, sorted, as {@link #expected} has them} */
    List<String> places(String method, String more) throws Exception {
        return places(editor.ask(method, atCursor(more)));
    }

    List<String> places(JsonElement answer) {
        List<String> found = new ArrayList<>();
        for (JsonElement e : answer.getAsJsonArray()) {
            JsonObject o = e.getAsJsonObject();
            String uri = o.has("uri") ? o.get("uri").getAsString() : uri(cursorFile);
            found.add(place(uri, o.getAsJsonObject("range")));
        }
        return found.stream().sorted().toList();
    }

    String place(String uri, JsonObject range) {
        String root = directory.toUri().toString();
        String name = uri.startsWith(root) ? uri.substring(root.length()) : uri;
        JsonObject a = range.getAsJsonObject("start");
        JsonObject b = range.getAsJsonObject("end");
        return name + ":" + a.get("line") + ":" + a.get("character") + "-" + b.get("line") + ":" + b.get("character");
    }

    /** {@return a file's text after the edits of a rename} */
    String edited(JsonObject edit, String name) throws IOException {
        return edited(
                Files.readString(directory.resolve(name)),
                edit.getAsJsonObject("changes").getAsJsonArray(uri(name)));
    }

    static String edited(String text, JsonArray edits) {
        List<int[]> places = new ArrayList<>();
        for (int i = 0; i < edits.size(); i++) {
            JsonObject range = edits.get(i).getAsJsonObject().getAsJsonObject("range");
            places.add(new int[] {
                offset(text, range.getAsJsonObject("start")), offset(text, range.getAsJsonObject("end")), i
            });
        }
        places.sort((a, b) -> Integer.compare(b[0], a[0]));
        StringBuilder out = new StringBuilder(text);
        for (int[] p : places) {
            out.replace(
                    p[0], p[1], edits.get(p[2]).getAsJsonObject().get("newText").getAsString());
        }
        return out.toString();
    }

    static int offset(String text, JsonObject position) {
        int at = 0;
        for (int l = position.get("line").getAsInt(); l > 0; l--) {
            at = text.indexOf('\n', at) + 1;
        }
        return at + position.get("character").getAsInt();
    }

    @Override
    public void close() throws IOException {
        editor.close();
    }
}
