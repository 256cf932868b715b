package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code review}, {@code cost} and {@code compare} print as JSON is what their published schemas say. */
class OtherSchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOOP = """
            //@ entry el=1 mmu=off
            //@ x0: data pa size=4K align=4K
            clear:
            \tadd\tx1, x0, #4096
            1:\tstp\txzr, xzr, [x0], #16
            \tcmp\tx0, x1
            \tb.lo\t1b
            \tret
            """;

    @TempDir
    private Path directory;

    static JsonSchema schema(String name) throws IOException {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("..", "docs", "schema", name)));
    }

    /** Valid as it is; not valid once {@code key} of the first item of {@code list} is gone: the schema says something. */
    private static void valid(String name, String json, String list, String key) throws IOException {
        JsonSchema schema = schema(name);
        JsonNode tree = JSON.readTree(json);
        assertThat(schema.validate(tree)).isEmpty();
        ArrayNode items = (ArrayNode) tree.path(list);
        assertThat(items).isNotEmpty();
        ((ObjectNode) items.get(0)).remove(key);
        assertThat(schema.validate(tree)).isNotEmpty();
    }

    @Test
    void reviewsAreValid() throws Exception {
        Files.writeString(directory.resolve("a.S"), LOOP);
        Files.writeString(
                directory.resolve("p.patch"),
                "--- a/a.S\n+++ b/a.S\n@@ -5,2 +5,2 @@\n-1:\tstp\txzr, xzr, [x0], #16\n+1:\tdc\tzva, x0\n \tcmp\tx0, x1\n");
        String json = CommandLineSession.run(directory, "review", "--patch", "p.patch", "--format", "json")
                .out();
        valid("relolens-review-1.json", json, "new", "fingerprint");
    }

    @Test
    void loopCostsAreValid() throws Exception {
        Files.writeString(directory.resolve("a.S"), LOOP);
        String json = CommandLineSession.run(directory, "cost", "a.S", "--format", "json")
                .out();
        valid("relolens-cost-1.json", json, "loops", "cyclesPerIteration");
    }

    @Test
    void comparisonsAreValid() throws Exception {
        String json = CommandLineSession.run(directory, "compare", "--image", "64K", "--format", "json")
                .out();
        valid("relolens-compare-1.json", json, "rows", "strategy");
    }
}
