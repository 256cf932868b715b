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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.Analysis;
import relolens.analyzer.rules.Rule;
import relolens.analyzer.rules.RuleInfo;
import relolens.analyzer.rules.Rules;
import relolens.server.cli.CommandLineRun;

/** The command line, the editor and the reviewer say the same of the same text, by the real engine. */
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
        return byFile(new ObjectMapper().readTree(json).get("findings")).getOrDefault(name, List.of());
    }

    /** {@return rule, severity, place and message of each finding, under its file} */
    private static Map<String, List<String>> byFile(JsonNode findings) {
        Map<String, List<String>> found = new TreeMap<>();
        for (JsonNode f : findings) {
            found.computeIfAbsent(f.get("file").asText(), file -> new ArrayList<>())
                    .add(f.get("rule").asText() + " " + f.get("severity").asText() + " "
                            + f.get("line").asInt() + ":"
                            + f.get("column").asInt() + "-" + f.get("endLine").asInt() + ":"
                            + f.get("endColumn").asInt() + " "
                            + f.get("message").asText());
        }
        found.values().forEach(Collections::sort);
        return found;
    }

    private List<String> editor(String name) throws Exception {
        try (var editor = new EditorSession(Analysis::study, directory.resolve("cache"))) {
            editor.initialize(directory, "{}");
            return opened(editor, name);
        }
    }

    private List<String> opened(EditorSession editor, String name) throws Exception {
        List<String> found = new ArrayList<>();
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
        return found.stream().sorted().toList();
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

    /** Each file is new to the review, so that all that is wrong in it is new. */
    @Test
    void everyBadExampleOfEveryRuleIsJudgedAlikeByAllThree() throws Exception {
        StringBuilder patch = new StringBuilder("Subject: [PATCH] add what is wrong\n\n---\n");
        List<String> names = new ArrayList<>();
        Files.createDirectories(directory.resolve("bad"));
        for (RuleInfo rule : Rules.ALL.stream().map(Rule::info).toList()) {
            // A review would have to run both states, and the editor was not asked to.
            for (String text : Rules.isOfRuns(rule.id()) ? List.<String>of() : rule.bad()) {
                String name = "bad/" + rule.id() + "-" + names.size() + ".S";
                Files.writeString(directory.resolve(name), text);
                patch.append(
                        "diff --git a/%1$s b/%1$s\nnew file mode 100644\n--- /dev/null\n+++ b/%1$s\n@@ -0,0 +1,%2$d @@\n"
                                .formatted(name, text.lines().count()));
                text.lines().forEach(line -> patch.append('+').append(line).append('\n'));
                names.add(name);
            }
        }
        Files.createDirectories(directory.resolve("empty"));
        Files.writeString(directory.resolve("empty/all.patch"), patch);

        ObjectMapper json = new ObjectMapper();
        var analysed =
                byFile(json.readTree(CommandLineRun.output(directory, "analyze", "--no-run", "--format", "json", "bad"))
                        .get("findings"));
        var reviewed = byFile(json.readTree(CommandLineRun.output(
                        directory.resolve("empty"), "review", "--patch", "all.patch", "--format", "json"))
                .get("new"));
        assertThat(analysed).hasSizeGreaterThan(250);
        assertThat(reviewed).isEqualTo(analysed);
        try (var editor = new EditorSession(Analysis::study, directory.resolve("cache"))) {
            editor.initialize(directory, "{}");
            for (String name : names) {
                assertThat(opened(editor, name)).as(name).isEqualTo(analysed.getOrDefault(name, List.of()));
            }
        }
    }
}
