package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.Analysis;

/** Semantic tokens over the protocol: whole, as differences, of a range. */
class HighlightingTest {
    private static final String TEXT = """
            #define LINE 64
            #ifdef NEVER
            \tmov x9, #1
            #endif
            \t.macro step reg:req
            \tadd \\reg, \\reg, #LINE
            \t.endm
            base .req x7
            copy: // "not" a string
            1:\tstep base
            \tmrs x1, sctlr_el1 ; dc civac, x0
            \tdsb ish
            \tcsel x2, x3, x4, eq
            \tldr x5, [x6, x7, lsl #3]
            \tadd x8, x8, :lo12:copy
            \tb.ne 1b
            \tfrob x1
            //@ x0: data va
            \t.ascii "a;b"
            """;

    @TempDir
    Path directory;

    private JsonObject legend;

    private EditorSession started(String uri) throws Exception {
        var editor = new EditorSession(Analysis::study, directory.resolve("cache"));
        legend = editor.initialize(directory, "{}")
                .getAsJsonObject("capabilities")
                .getAsJsonObject("semanticTokensProvider")
                .getAsJsonObject("legend");
        editor.open(uri, TEXT);
        editor.diagnostics(uri, 1);
        return editor;
    }

    /** {@return each token as {@code text:type}, with {@code +modifier}s} */
    private List<String> read(JsonArray data, String text) {
        List<String> out = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        int line = 0;
        int column = 0;
        for (int i = 0; i < data.size(); i += 5) {
            int down = data.get(i).getAsInt();
            line += down;
            column = down == 0
                    ? column + data.get(i + 1).getAsInt()
                    : data.get(i + 1).getAsInt();
            String word = lines[line].substring(column, column + data.get(i + 2).getAsInt());
            StringBuilder token = new StringBuilder(word + ":"
                    + legend.getAsJsonArray("tokenTypes")
                            .get(data.get(i + 3).getAsInt())
                            .getAsString());
            for (int bit = 0; bit < legend.getAsJsonArray("tokenModifiers").size(); bit++) {
                if ((data.get(i + 4).getAsInt() >> bit & 1) != 0) {
                    token.append('+')
                            .append(legend.getAsJsonArray("tokenModifiers")
                                    .get(bit)
                                    .getAsString());
                }
            }
            out.add(token.toString());
        }
        return out;
    }

    @Test
    void wordsAreWhatTheTableAndTheUnitSayTheyAre() throws Exception {
        String uri = directory.resolve("h.S").toUri().toString();
        try (var editor = started(uri)) {
            JsonObject all = editor.ask("textDocument/semanticTokens/full", EditorSession.of(uri))
                    .getAsJsonObject();
            List<String> tokens = read(all.getAsJsonArray("data"), TEXT);
            assertThat(tokens)
                    .containsSubsequence(
                            "#define:modifier",
                            "LINE:macro+definition",
                            "64:number",
                            "mov:keyword+inactive",
                            ".macro:modifier",
                            "step:macro+definition",
                            "\\reg:parameter",
                            "LINE:macro")
                    .containsSubsequence(
                            "base:variable+definition",
                            "copy:label+definition",
                            "// \"not\" a string:comment",
                            "1:label+definition",
                            "step:macro",
                            "base:variable")
                    .containsSubsequence(
                            "mrs:keyword", "x1:variable", "sctlr_el1:property", "dc:keyword", "civac:property")
                    .containsSubsequence("dsb:keyword", "ish:enumMember", "csel:keyword", "eq:enumMember")
                    .containsSubsequence("lsl:operator", ":lo12::operator", "copy:label", "b.ne:keyword", "1b:label")
                    .containsSubsequence("//@ x0: data va:decorator", ".ascii:modifier", "\"a;b\":string")
                    .noneMatch(t -> t.startsWith("frob"));
            JsonArray part = editor.ask("textDocument/semanticTokens/range", EditorSession.lines(uri, 11, 11))
                    .getAsJsonObject()
                    .getAsJsonArray("data");
            assertThat(read(part, TEXT)).containsExactly("dsb:keyword", "ish:enumMember");
        }
    }

    @Test
    void differencesGiveTheSameTokensAsTheWhole() throws Exception {
        String uri = directory.resolve("d.S").toUri().toString();
        try (var editor = started(uri)) {
            JsonObject before = editor.ask("textDocument/semanticTokens/full", EditorSession.of(uri))
                    .getAsJsonObject();
            String edited = TEXT.replace("\tdsb ish\n", "\tisb\n\tnop\n");
            editor.change(uri, 2, edited);
            editor.diagnostics(uri, 2);
            JsonObject delta = editor.ask(
                            "textDocument/semanticTokens/full/delta",
                            "{\"textDocument\":{\"uri\":\"" + uri + "\"},\"previousResultId\":" + before.get("resultId")
                                    + "}")
                    .getAsJsonObject();
            assertThat(delta.getAsJsonArray("edits")).hasSize(1);
            JsonObject edit = delta.getAsJsonArray("edits").get(0).getAsJsonObject();
            assertThat(edit.getAsJsonArray("data").size()).isLessThan(20);
            List<com.google.gson.JsonElement> data =
                    new ArrayList<>(before.getAsJsonArray("data").asList());
            int at = edit.get("start").getAsInt();
            data.subList(at, at + edit.get("deleteCount").getAsInt()).clear();
            data.addAll(at, edit.getAsJsonArray("data").asList());
            JsonArray applied = new JsonArray();
            data.forEach(applied::add);
            JsonArray whole = editor.ask("textDocument/semanticTokens/full", EditorSession.of(uri))
                    .getAsJsonObject()
                    .getAsJsonArray("data");
            assertThat(applied).isEqualTo(whole);
            assertThat(read(applied, edited)).contains("isb:keyword").doesNotContain("ish:enumMember");
            JsonObject unknown = editor.ask(
                            "textDocument/semanticTokens/full/delta",
                            "{\"textDocument\":{\"uri\":\"" + uri + "\"},\"previousResultId\":\"gone\"}")
                    .getAsJsonObject();
            assertThat(unknown.getAsJsonArray("data")).isEqualTo(whole);
        }
    }
}
