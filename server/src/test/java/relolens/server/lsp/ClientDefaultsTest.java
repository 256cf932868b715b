package relolens.server.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the extension sends where the user set nothing is what the server does where nothing is said. */
class ClientDefaultsTest {
    private static final Path MANIFEST = Path.of("../vscode-client/package.json");
    private static final Path SENT = Path.of("../vscode-client/src/settings.ts");

    @Test
    void theExtensionsDefaultsAreTheServers() throws Exception {
        JsonObject properties = JsonParser.parseString(Files.readString(MANIFEST))
                .getAsJsonObject()
                .getAsJsonObject("contributes")
                .getAsJsonObject("configuration")
                .getAsJsonObject("properties");
        String source = Files.readString(SENT);
        var sent = new JsonObject();
        for (String name : source.substring(
                        source.indexOf("interface ServerSettings"), source.indexOf("export function"))
                .lines()
                .filter(l -> l.contains("readonly "))
                .map(l -> l.replaceAll("^\\s*readonly (\\w+):.*", "$1"))
                .toList()) {
            sent.add(name, properties.getAsJsonObject("relolens." + name).get("default"));
        }
        assertThat(sent.keySet()).contains("core", "board", "includePaths", "defines", "inlayHints");
        assertThat(Settings.DEFAULT.with(sent)).isEqualTo(Settings.DEFAULT);
        // And it can fail: another default is told from the server's.
        sent.addProperty("inlayHints", "on");
        assertThat(Settings.DEFAULT.with(sent)).isNotEqualTo(Settings.DEFAULT);
    }
}
