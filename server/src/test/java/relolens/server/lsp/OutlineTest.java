package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Symbols, folding, selection, links and calls: what a document is made of. */
class OutlineTest {
    private static final String TEXT = """
            #include "y.h"
            /*
             * Copies.
             */
            #define SIZE 64
            	.macro	load reg
            	ldr	\\reg, [x0]
            	.endm

            	.globl	copy
            	.type	copy, %function
            copy:
            .Lagain:
            	load	x1
            	cbnz	x1, .Lagain
            	bl	far
            	b	tail
            	.size	copy, . - copy

            tail:
            #ifdef SIZE
            	mov	x0, #SIZE
            #else
            	mov	x0, #0
            #endif
            	ret
            words:	.quad	1
            	.quad	2
            """;

    @TempDir
    Path directory;

    private static List<String> names(JsonArray symbols, String indent) {
        List<String> out = new ArrayList<>();
        for (JsonElement e : symbols) {
            JsonObject s = e.getAsJsonObject();
            JsonObject r = s.getAsJsonObject("range");
            out.add(indent + s.get("name").getAsString() + " " + s.get("kind").getAsInt() + " "
                    + r.getAsJsonObject("start").get("line") + "-"
                    + r.getAsJsonObject("end").get("line"));
            if (s.has("children")) {
                out.addAll(names(s.getAsJsonArray("children"), indent + " "));
            }
        }
        return out;
    }

    @Test
    void symbolsAreAnOutline() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.file("y.h", "");
            fixture.open("x.S", TEXT);
            JsonArray symbols = fixture.editor
                    .ask("textDocument/documentSymbol", EditorSession.of(fixture.uri("x.S")))
                    .getAsJsonArray();
            assertThat(names(symbols, ""))
                    .containsExactly(
                            "SIZE 14 4-4",
                            "load 6 5-7",
                            "copy 12 11-17",
                            " .Lagain 8 12-12",
                            "tail 12 19-25",
                            "words 19 26-27");
        }
    }

    @Test
    void blocksFold() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", TEXT);
            List<String> found = new ArrayList<>();
            for (JsonElement e : fixture.editor
                    .ask("textDocument/foldingRange", EditorSession.of(fixture.uri("x.S")))
                    .getAsJsonArray()) {
                JsonObject f = e.getAsJsonObject();
                found.add(f.get("startLine") + "-" + f.get("endLine")
                        + (f.has("kind") ? " " + f.get("kind").getAsString() : ""));
            }
            assertThat(found).containsExactly("1-3 comment", "5-7 region", "11-17", "19-25", "20-21", "22-23", "26-27");
        }
    }

    @Test
    void selectionGrowsOutwards() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", TEXT);
            JsonElement answer = fixture.editor.ask(
                    "textDocument/selectionRange",
                    "{\"textDocument\":{\"uri\":\"" + fixture.uri("x.S")
                            + "\"},\"positions\":[{\"line\":6,\"character\":7}]}");
            List<String> chain = new ArrayList<>();
            JsonObject at = answer.getAsJsonArray().get(0).getAsJsonObject();
            while (at != null) {
                chain.add(fixture.place(fixture.uri("x.S"), at.getAsJsonObject("range")));
                at = at.has("parent") ? at.getAsJsonObject("parent") : null;
            }
            assertThat(chain)
                    .containsExactly(
                            "x.S:6:6-6:9",
                            "x.S:6:5-6:9",
                            "x.S:6:1-6:15",
                            "x.S:6:0-6:15",
                            "x.S:5:0-7:6",
                            "x.S:0:0-28:0");
        }
    }

    @Test
    void includesAreLinks() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.file("y.h", "");
            fixture.open("x.S", TEXT);
            JsonArray links = fixture.editor
                    .ask("textDocument/documentLink", EditorSession.of(fixture.uri("x.S")))
                    .getAsJsonArray();
            assertThat(links).hasSize(1);
            JsonObject link = links.get(0).getAsJsonObject();
            assertThat(link.get("target").getAsString()).isEqualTo(fixture.uri("y.h"));
            assertThat(fixture.place(fixture.uri("x.S"), link.getAsJsonObject("range")))
                    .isEqualTo("x.S:0:10-0:13");
        }
    }

    private static List<String> others(JsonElement calls, String end) {
        return calls.getAsJsonArray().asList().stream()
                .map(c -> c.getAsJsonObject().getAsJsonObject(end).get("name").getAsString() + " "
                        + c.getAsJsonObject().getAsJsonArray("fromRanges").size())
                .sorted()
                .toList();
    }

    @Test
    void callsGoBothWaysAndAcrossFiles() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.file("far.S", "\t.globl far\nfar:\n\tbl\tcopy\n\tb.eq\tcopy\n\tret\n");
            fixture.open("x.S", TEXT);
            JsonArray items = fixture.editor
                    .ask("textDocument/prepareCallHierarchy", EditorSession.at(fixture.uri("x.S"), 13, 3))
                    .getAsJsonArray();
            assertThat(items).hasSize(1);
            JsonObject copy = items.get(0).getAsJsonObject();
            assertThat(copy.get("name").getAsString()).isEqualTo("copy");
            String item = "{\"item\":" + copy + "}";
            assertThat(others(fixture.editor.ask("callHierarchy/outgoingCalls", item), "to"))
                    .containsExactly("far 1", "tail 1");
            JsonElement incoming = fixture.editor.ask("callHierarchy/incomingCalls", item);
            assertThat(others(incoming, "from")).containsExactly("far 2");
            JsonObject far = incoming.getAsJsonArray().get(0).getAsJsonObject().getAsJsonObject("from");
            assertThat(others(fixture.editor.ask("callHierarchy/outgoingCalls", "{\"item\":" + far + "}"), "to"))
                    .containsExactly("copy 2");
        }
    }

    @Test
    void tablesOfRoutinesAreCalls() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.open("x.S", """
                    	.globl	pick
                    	.type	pick, %function
                    pick:	adr	x1, 1f
                    	ldr	x1, [x1, x0, lsl #3]
                    	br	x1
                    1:	.quad	one
                    	.quad	two
                    	.size	pick, . - pick
                    one:	ret
                    two:	ret
                    """);
            JsonArray items = fixture.editor
                    .ask("textDocument/prepareCallHierarchy", EditorSession.at(fixture.uri("x.S"), 2, 1))
                    .getAsJsonArray();
            assertThat(others(
                            fixture.editor.ask("callHierarchy/outgoingCalls", "{\"item\":" + items.get(0) + "}"), "to"))
                    .containsExactly("one 1", "two 1");
        }
    }

    @Test
    void workspaceSymbolsMatchByLettersInOrder() throws Exception {
        try (var fixture = new Fixture(directory)) {
            fixture.file("a/far.S", "\t.globl far_away\nfar_away:\tret\n.Lfar:\n");
            fixture.file("y.h", "\t.macro fray\n\t.endm\n");
            fixture.file("c.h", "#define faray 1\n");
            fixture.open("x.S", TEXT);
            JsonElement found = fixture.editor.ask("workspace/symbol", "{\"query\":\"fray\"}");
            assertThat(found.getAsJsonArray().asList().stream()
                            .map(s -> s.getAsJsonObject().get("name").getAsString()))
                    .containsExactly("fray", "far_away");
            JsonObject location =
                    found.getAsJsonArray().get(1).getAsJsonObject().getAsJsonObject("location");
            assertThat(fixture.place(location.get("uri").getAsString(), location.getAsJsonObject("range")))
                    .isEqualTo("a/far.S:1:0-1:8");
        }
    }
}
