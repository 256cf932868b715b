package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.project.FoundDatabases;
import relolens.analyzer.project.GccArguments;
import relolens.server.files.DiskSources;

/** Every macro use of Linux 6.1's relocation, head, proc and entry files, replaced by its expansion, assembles to the same. */
@Tag("oracle")
class ExpansionOracleTest {
    private static final String TITLE = "Put the macro's expansion here";

    @TempDir
    Path directory;

    private int replaced;

    @Test
    void expansionsLeaveTheObjectAsItWas() throws Exception {
        Path root = DefinitionOracleTest.linux();
        try (var editor = new EditorSession(Fixture.ASSEMBLING, directory)) {
            editor.initialize(root, "{}");
            for (String file : DefinitionOracleTest.FILES) {
                one(editor, root, root.resolve(file));
            }
        }
        System.out.printf("expansions: %d macro uses, all objects the same%n", replaced);
        assertThat(replaced).isGreaterThan(200);
    }

    private void one(EditorSession editor, Path root, Path file) throws Exception {
        String text = Files.readString(file);
        String uri = file.toUri().toString();
        editor.open(uri, text);
        DiskSources disk = new DiskSources(root, Map.of());
        CppOptions options = new BuildFlags(GccArguments.parse(List.of(), root), null, new FoundDatabases())
                .choose(file, disk)
                .options();
        String before = RenameOracleTest.image(RenameOracleTest.assemble(file, options, disk), "", "");
        int lines = text.split("\n", -1).length;
        for (int n = 0; n < lines; n++) {
            String at = EditorSession.lines(uri, n, n);
            for (JsonElement e : editor.ask(
                            "textDocument/codeAction",
                            at.substring(0, at.length() - 1) + ",\"context\":{\"diagnostics\":[]}}")
                    .getAsJsonArray()) {
                JsonObject action = e.getAsJsonObject();
                if (action.get("title").getAsString().equals(TITLE)) {
                    JsonObject edit = editor.ask("codeAction/resolve", action)
                            .getAsJsonObject()
                            .getAsJsonObject("edit");
                    assertThat(edit).as(file + ":" + (n + 1)).isNotNull();
                    Map.Entry<String, JsonElement> change = edit.getAsJsonObject("changes")
                            .entrySet()
                            .iterator()
                            .next();
                    assertThat(Path.of(URI.create(change.getKey()))).isEqualTo(file);
                    String changed =
                            numbered(Fixture.edited(text, change.getValue().getAsJsonArray()), lines, n);
                    String after = RenameOracleTest.image(
                            RenameOracleTest.assemble(
                                    file, options, new DiskSources(root, Map.of(file.toString(), changed))),
                            "",
                            "");
                    assertThat(RenameOracleTest.firstDifference(before, after))
                            .as(file + ":" + (n + 1))
                            .isEmpty();
                    replaced++;
                }
            }
        }
    }

    /** {@return {@code text} with the lines behind the 0-based {@code n}-th keeping their numbers, which macros may store} */
    private static String numbered(String text, int linesBefore, int n) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        lines.add(n + 1 + lines.size() - linesBefore, "#line " + (n + 2));
        return String.join("\n", lines);
    }
}
