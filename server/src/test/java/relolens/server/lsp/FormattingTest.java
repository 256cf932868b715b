package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.Analysis;

/** Layout over the protocol: document, range, while typing. */
class FormattingTest {
    private static final String UNTIDY = """
            #define BOTH(a,b) \\
              a ; b
              copy:
            ldr  x0,[x1],#8 // the first
            \tldp\tx2,x3,[x4]      // the next
            1:  cbz   x0 , 1b
            \t.ascii "a,  b"   ;nop
            /*  a comment
                ldr x0,[x1] */
            \tBOTH(add x0,x0,x1,
             sub x1,x1,x2)
            \tret\t
            """;
    private static final String TIDY = """
            #define BOTH(a,b) \\
              a ; b
            copy:
            \tldr\tx0, [x1], #8\t\t// the first
            \tldp\tx2, x3, [x4]\t\t// the next
            1:\tcbz\tx0 , 1b
            \t.ascii "a,  b"   ;nop
            /*  a comment
                ldr x0,[x1] */
            \tBOTH(add x0,x0,x1,
             sub x1,x1,x2)
            \tret
            """;

    @TempDir
    Path directory;

    private String uri() {
        return directory.resolve("f.S").toUri().toString();
    }

    static String apply(String text, JsonArray edits) {
        List<String> lines = List.of(text.split("\n", -1));
        int[] starts = new int[lines.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + lines.get(i - 1).length() + 1;
        }
        StringBuilder out = new StringBuilder(text);
        List<JsonObject> last = edits.asList().stream()
                .map(JsonElement::getAsJsonObject)
                .sorted(Comparator.comparingInt((JsonObject e) -> -offset(starts, e, "start")))
                .toList();
        for (JsonObject e : last) {
            out.replace(
                    offset(starts, e, "start"),
                    offset(starts, e, "end"),
                    e.get("newText").getAsString());
        }
        return out.toString();
    }

    private static int offset(int[] starts, JsonObject edit, String end) {
        JsonObject at = edit.getAsJsonObject("range").getAsJsonObject(end);
        return starts[at.get("line").getAsInt()] + at.get("character").getAsInt();
    }

    private static final String OPTIONS = ",\"options\":{\"tabSize\":8,\"insertSpaces\":false}}";

    private JsonArray ask(EditorSession editor, String method, String params) throws Exception {
        return editor.ask(method, "{\"textDocument\":{\"uri\":\"" + uri() + "\"}" + params + OPTIONS)
                .getAsJsonArray();
    }

    @Test
    void aDocumentIsLaidOutInColumnsAndStaysAsItIsTheSecondTime() throws Exception {
        try (var editor = new EditorSession(Analysis::study, directory.resolve("cache"))) {
            editor.initialize(directory, "{}");
            editor.open(uri(), UNTIDY);
            String once = apply(UNTIDY, ask(editor, "textDocument/formatting", ""));
            assertThat(once).isEqualTo(TIDY);
            editor.change(uri(), 2, once);
            assertThat(ask(editor, "textDocument/formatting", "")).isEmpty();
        }
    }

    @Test
    void aRangeAndATypedLineAreLaidOutAlone() throws Exception {
        try (var editor = new EditorSession(Analysis::study, directory.resolve("cache"))) {
            editor.initialize(directory, "{}");
            editor.open(uri(), UNTIDY);
            String range = "{\"start\":{\"line\":3,\"character\":0},\"end\":{\"line\":4,\"character\":0}}";
            List<String> part =
                    List.of(apply(UNTIDY, ask(editor, "textDocument/rangeFormatting", ",\"range\":" + range))
                            .split("\n"));
            assertThat(part.get(3)).isEqualTo("\tldr\tx0, [x1], #8\t\t// the first");
            assertThat(part.get(4)).isEqualTo("\tldp\tx2,x3,[x4]      // the next");
            assertThat(part.get(2)).isEqualTo("  copy:");
            assertThat(apply(UNTIDY, ask(editor, "textDocument/rangesFormatting", ",\"ranges\":[" + range + "]")))
                    .isEqualTo(String.join("\n", part) + "\n");
            List<String> typed = List.of(apply(
                            UNTIDY,
                            ask(
                                    editor,
                                    "textDocument/onTypeFormatting",
                                    ",\"position\":{\"line\":4,\"character\":0},\"ch\":\"\\n\""))
                    .split("\n"));
            assertThat(typed.get(3)).isEqualTo("\tldr\tx0, [x1], #8\t\t// the first");
            assertThat(typed.get(5)).isEqualTo("1:  cbz   x0 , 1b");
            List<String> label = List.of(apply(
                            UNTIDY,
                            ask(
                                    editor,
                                    "textDocument/onTypeFormatting",
                                    ",\"position\":{\"line\":2,\"character\":7},\"ch\":\":\""))
                    .split("\n"));
            assertThat(label.get(2)).isEqualTo("copy:");
        }
    }

    @Test
    void spacesStaySpaces() throws Exception {
        String text = "f:\n    mov x0, x1\n  add   x0,x0,#1\n    ret\n";
        try (var editor = new EditorSession(Analysis::study, directory.resolve("cache"))) {
            editor.initialize(directory, "{}");
            editor.open(uri(), text);
            JsonArray edits = editor.ask(
                            "textDocument/formatting",
                            "{\"textDocument\":{\"uri\":\"" + uri()
                                    + "\"},\"options\":{\"tabSize\":4,\"insertSpaces\":true}}")
                    .getAsJsonArray();
            assertThat(apply(text, edits)).isEqualTo("f:\n    mov x0, x1\n    add x0, x0, #1\n    ret\n");
        }
    }
}
