package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/editor.md claims what the server announces, all of it and nothing else. */
class EditorPageTest {
    private static final Pattern ROW = Pattern.compile("^\\| [^|]+ \\| `([^`]+)` \\| yes \\|");

    @TempDir
    Path directory;

    private JsonObject announced() throws Exception {
        try (var editor = new EditorSession(new FakeEngine(), directory)) {
            return editor.initialize(directory, "{\"diagnostics\":\"pull\"}", "{\"textDocument\":{\"diagnostic\":{}}}")
                    .getAsJsonObject("capabilities");
        }
    }

    static List<String> claimed() throws Exception {
        List<String> claims = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "editor.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.find()) {
                claims.add(row.group(1));
            }
        }
        return claims;
    }

    private static @Nullable JsonElement at(JsonObject capabilities, String path) {
        JsonElement e = capabilities;
        for (String key : path.split("\\.")) {
            e = e instanceof JsonObject o ? o.get(key) : null;
        }
        return e;
    }

    @Test
    void everyRowIsTrue() throws Exception {
        JsonObject capabilities = announced();
        assertThat(claimed()).hasSizeGreaterThan(25).allSatisfy(claim -> {
            String[] parts = claim.split("=");
            JsonElement e = at(capabilities, parts[0]);
            assertThat(e).as(claim).isNotNull();
            assertThat(e.toString()).as(claim).isNotEqualTo("false");
            if (parts.length > 1) {
                assertThat(e.getAsString()).as(claim).isEqualTo(parts[1]);
            }
        });
    }

    @Test
    void everythingAnnouncedHasARow() throws Exception {
        List<String> claims = claimed();
        for (String key : announced().keySet()) {
            assertThat(claims)
                    .as(key)
                    .anyMatch(c -> c.equals(key) || c.startsWith(key + ".") || key.equals("workspace"));
        }
    }
}
