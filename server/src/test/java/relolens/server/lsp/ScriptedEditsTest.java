package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.Analysis;

/** Thousands of edits with questions in between: every question is answered, and in the end both sides have one text. */
class ScriptedEditsTest {
    private static final int EDITS = Boolean.getBoolean("relolens.soak") ? 200_000 : 20_000;
    private static final List<String> TYPED = List.of(
            "\tldr x0, [x1, #8]\n",
            "\tmsr sctlr_el1, x0\n\tisb\n",
            "label:\n",
            "#if 0\n",
            "#endif\n",
            "\t.macro m a, b=1\n",
            "\t.endm\n",
            "/*",
            "*/",
            "\"",
            "//@ entry mmu=on\n",
            "\\",
            "\u00e9\ud83d\ude00",
            "\r\n",
            "x",
            " ");

    @TempDir
    Path directory;

    private static JsonObject position(String text, int at) {
        String before = text.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count();
        JsonObject p = new JsonObject();
        p.addProperty("line", line);
        p.addProperty("character", at - before.lastIndexOf('\n') - 1);
        return p;
    }

    @Test
    void everyQuestionIsAnsweredAndTheTextsAgree() throws Exception {
        Random random = new Random(20261130);
        String uri = directory.resolve("e.S").toUri().toString();
        try (var editor = new EditorSession(Analysis::study, directory.resolve("cache"))) {
            editor.initialize(directory, "{}");
            StringBuilder text = new StringBuilder("f:\n\tmov x0, #1\n\tret\n");
            editor.open(uri, text.toString());
            List<Integer> asked = new ArrayList<>();
            for (int version = 2; version <= EDITS; version++) {
                edit(editor, uri, version, text, random);
                if (version % 10 == 0) {
                    asked.add(ask(editor, uri, position(text.toString(), random.nextInt(text.length() + 1)), version));
                }
                if (asked.size() == 100) {
                    for (int id : asked) {
                        JsonObject reply = editor.reply(id);
                        boolean stale = reply.has("error")
                                && List.of(-32801, -32802)
                                        .contains(reply.getAsJsonObject("error")
                                                .get("code")
                                                .getAsInt());
                        assertThat(reply.has("result") || stale)
                                .as(reply.toString())
                                .isTrue();
                    }
                    asked.clear();
                }
            }
            String other = directory.resolve("f.S").toUri().toString();
            editor.open(other, text.toString());
            assertThat(editor.ask("textDocument/semanticTokens/full", EditorSession.of(uri))
                            .getAsJsonObject()
                            .get("data"))
                    .isEqualTo(editor.ask("textDocument/semanticTokens/full", EditorSession.of(other))
                            .getAsJsonObject()
                            .get("data"));
            assertThat(editor.failures).isEmpty();
            assertThat(editor.ask("shutdown", "null").isJsonNull()).isTrue();
        }
    }

    private static void edit(EditorSession editor, String uri, int version, StringBuilder text, Random random)
            throws Exception {
        int from = boundary(text, random.nextInt(text.length() + 1));
        boolean shrink = text.length() > 3000 || random.nextInt(3) == 0;
        int to = boundary(text, Math.min(text.length(), from + (shrink ? random.nextInt(60) : 0)));
        String typed = shrink ? "" : TYPED.get(random.nextInt(TYPED.size()));
        String before = text.toString();
        JsonObject change = new JsonObject();
        JsonObject range = new JsonObject();
        range.add("start", position(before, Math.min(from, to)));
        range.add("end", position(before, Math.max(from, to)));
        change.add("range", range);
        change.addProperty("text", typed);
        editor.notify(
                "textDocument/didChange",
                "{\"textDocument\":{\"uri\":\"" + uri + "\",\"version\":" + version + "},\"contentChanges\":[" + change
                        + "]}");
        text.replace(Math.min(from, to), Math.max(from, to), typed);
    }

    /** {@return the nearest place that is neither inside a pair of surrogates nor of carriage return and newline} */
    private static int boundary(StringBuilder text, int at) {
        boolean inside = at > 0
                && at < text.length()
                && (Character.isLowSurrogate(text.charAt(at)) || text.charAt(at - 1) == '\r');
        return inside ? at - 1 : at;
    }

    private static int ask(EditorSession editor, String uri, JsonObject position, int version) throws Exception {
        String at = "{\"textDocument\":{\"uri\":\"" + uri + "\"},\"position\":" + position + "}";
        return switch (version / 10 % 5) {
            case 0 -> editor.send("textDocument/completion", at);
            case 1 -> editor.send("textDocument/hover", at);
            case 2 -> editor.send("textDocument/signatureHelp", at);
            case 3 -> editor.send("textDocument/semanticTokens/full", EditorSession.of(uri));
            default ->
                editor.send(
                        "textDocument/formatting",
                        "{\"textDocument\":{\"uri\":\"" + uri
                                + "\"},\"options\":{\"tabSize\":8,\"insertSpaces\":true}}");
        };
    }
}
