package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.Analysis;

/** An editor on the kernel's own, unmodified relocation routines. Needs the trees that examples/linux/fetch makes. */
@Tag("oracle")
class KernelFileTest {
    private static final String FILE = "arch/arm64/kernel/relocate_kernel.S";

    @TempDir
    Path directory;

    private static Path tree(String version) {
        String given = System.getProperty("RELOLENS_LINUX", System.getenv("RELOLENS_LINUX"));
        assertThat(given)
                .as("RELOLENS_LINUX: directory with linux-5.10 and linux-6.1")
                .isNotNull();
        return Path.of(given).toAbsolutePath().resolve("linux-" + version);
    }

    private static List<String> texts(JsonArray array, String... keys) {
        List<String> out = new ArrayList<>();
        for (JsonElement e : array) {
            JsonElement at = e;
            if (!e.getAsJsonObject().has(keys[0])) {
                continue; // a lens whose command comes when it is looked at
            }
            for (String k : keys) {
                at = at.getAsJsonObject().get(k);
            }
            out.add(at.getAsString());
        }
        return out;
    }

    /** {@return the 0-based line that first has {@code needle} */
    private static int lineOf(String text, String needle) {
        int at = 0;
        for (String line : text.split("\n", -1)) {
            if (line.contains(needle) && !line.contains("/*")) {
                return at;
            }
            at++;
        }
        throw new AssertionError("no " + needle);
    }

    @Test
    void theMmuOnRoutineIsReadJudgedExplainedAndRun() throws Exception {
        Path root = tree("6.1");
        String text = Files.readString(root.resolve(FILE));
        String uri = root.resolve(FILE).toUri().toString();
        try (var editor = new EditorSession(Analysis::study, directory)) {
            editor.initialize(root, "{\"trusted\":true}");
            editor.open(uri, text);
            JsonArray diagnostics = editor.diagnostics(uri, 1);
            assertThat(texts(diagnostics, "severity"))
                    .as(diagnostics.toString())
                    .doesNotContain("1");

            JsonArray lenses =
                    editor.ask("textDocument/codeLens", EditorSession.of(uri)).getAsJsonArray();
            assertThat(texts(lenses, "command", "title").get(0)).startsWith("MMU-agnostic: no, needs it on (line ");

            int copy = lineOf(text, "copy_page");
            JsonObject hover = editor.ask("textDocument/hover", EditorSession.at(uri, copy, 3))
                    .getAsJsonObject();
            assertThat(hover.getAsJsonObject("contents").get("value").getAsString())
                    .contains("from macro `copy_page`")
                    .contains("ldp x1, x2, [x12]")
                    .contains("Before this line:** MMU on");
            JsonArray macro = editor.ask("textDocument/definition", EditorSession.at(uri, copy, 3))
                    .getAsJsonArray();
            assertThat(macro).hasSize(1);
            assertThat(macro.get(0).getAsJsonObject().get("uri").getAsString()).endsWith("asm/assembler.h");

            JsonObject report = editor.ask(
                            "workspace/executeCommand",
                            "{\"command\":\"relolens.run\",\"arguments\":[\"" + uri + "\"]}")
                    .getAsJsonObject();
            assertThat(texts(report.getAsJsonArray("runs"), "outcome")).containsExactly("ok");
            JsonArray after =
                    editor.ask("textDocument/codeLens", EditorSession.of(uri)).getAsJsonArray();
            assertThat(texts(after, "command", "title").get(1)).matches("▶ Run \\w+ — MMU on: .*µs/page");
            JsonArray hints = editor.ask("textDocument/inlayHint", EditorSession.lines(uri, 0, 200))
                    .getAsJsonArray();
            assertThat(texts(hints, "label"))
                    .anyMatch(h -> h.contains("cycles"))
                    .anyMatch(h -> h.contains("MMU off"));
        }
    }

    @Test
    void theMmuOffRoutineIsOffOnly() throws Exception {
        Path root = tree("5.10");
        String uri = root.resolve(FILE).toUri().toString();
        try (var editor = new EditorSession(Analysis::study, directory)) {
            editor.initialize(root, "{\"trusted\":false}");
            editor.open(uri, Files.readString(root.resolve(FILE)));
            JsonArray lenses =
                    editor.ask("textDocument/codeLens", EditorSession.of(uri)).getAsJsonArray();
            assertThat(texts(lenses, "command", "title").get(0)).startsWith("MMU-agnostic: no, needs it off (line ");
            JsonArray hints = editor.ask("textDocument/inlayHint", EditorSession.lines(uri, 0, 200))
                    .getAsJsonArray();
            assertThat(texts(hints, "label").get(0)).startsWith("MMU off D− I−");
        }
    }
}
