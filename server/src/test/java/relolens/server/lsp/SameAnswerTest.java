package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.Analysis;
import relolens.server.cli.CommandLineRun;

/** The command line and the editor say the same of the same text, by the real engine. */
class SameAnswerTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir
    Path directory;

    private static String example(String name) throws Exception {
        return Files.readString(EXAMPLES.resolve(name));
    }

    /** {@return rule, severity and 1-based place of each finding the command line prints} */
    private List<String> commandLine(String name) throws Exception {
        String json = CommandLineRun.output(directory, "analyze", "--no-run", "--format", "json", name);
        List<String> found = new ArrayList<>();
        for (JsonNode f : new ObjectMapper().readTree(json).get("findings")) {
            found.add(f.get("rule").asText() + " " + f.get("severity").asText() + " "
                    + f.get("line").asInt() + ":"
                    + f.get("column").asInt() + "-" + f.get("endLine").asInt() + ":"
                    + f.get("endColumn").asInt() + " "
                    + f.get("message").asText());
        }
        return found;
    }

    private List<String> editor(String name) throws Exception {
        List<String> found = new ArrayList<>();
        try (var editor = new EditorSession(Analysis::study, directory.resolve("cache"))) {
            editor.initialize(directory, "{}");
            String uri = directory.resolve(name).toUri().toString();
            editor.open(uri, Files.readString(directory.resolve(name)));
            JsonArray diagnostics = editor.diagnostics(uri, 1);
            for (JsonElement e : diagnostics) {
                JsonObject d = e.getAsJsonObject();
                JsonObject range = d.getAsJsonObject("range");
                found.add(d.get("code").getAsString() + " "
                        + List.of("", "error", "warning", "note")
                                .get(d.get("severity").getAsInt()) + " "
                        + place(range.getAsJsonObject("start")) + "-" + place(range.getAsJsonObject("end")) + " "
                        + d.get("message").getAsString());
            }
        }
        return found;
    }

    private static String place(JsonObject position) {
        return (position.get("line").getAsInt() + 1) + ":"
                + (position.get("character").getAsInt() + 1);
    }

    @Test
    void deletingTheIsbAfterASctlrWriteIsOneNewFindingAlikeInBoth() throws Exception {
        String good = example("mmu-enable.S");
        Files.writeString(directory.resolve("x.S"), good);
        assertThat(commandLine("x.S")).isEmpty();
        assertThat(editor("x.S")).isEmpty();

        String bad = good.replaceFirst("(\tmsr\tsctlr_el1, x4\n)\tisb\n", "$1");
        assertThat(bad).isNotEqualTo(good);
        Files.writeString(directory.resolve("x.S"), bad);
        List<String> found = commandLine("x.S");
        assertThat(found).hasSize(1);
        assertThat(found.get(0)).startsWith("S01 ");
        assertThat(editor("x.S")).isEqualTo(found);
    }

    @Test
    void everyExampleWithoutItsBarriersIsJudgedAlikeInBoth() throws Exception {
        for (String name : List.of("mmu-enable.S", "mmu-off-classic.S", "single-implementation.S")) {
            String stripped = example(name).replaceAll("(?m)^\t(isb|dsb\t.*|dmb\t.*)\n", "\n");
            Files.writeString(directory.resolve(name), stripped);
            List<String> found = commandLine(name);
            assertThat(found).as(name).isNotEmpty();
            assertThat(editor(name)).as(name).containsExactlyInAnyOrderElementsOf(found);
        }
    }
}
