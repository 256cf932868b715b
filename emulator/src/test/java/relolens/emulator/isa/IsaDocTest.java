package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** docs/isa.md is made from the table; {@code -Dupdate.golden=true} writes it anew. */
class IsaDocTest {
    private static final Path DOC = Path.of("..", "docs", "isa.md");

    @Test
    void instructionReferenceIsFresh() throws IOException {
        String wanted = render();
        if (Boolean.getBoolean("update.golden")) {
            Files.createDirectories(DOC.getParent());
            Files.writeString(DOC, wanted);
        }
        assertThat(Files.exists(DOC) ? Files.readString(DOC) : "")
                .as("docs/isa.md is stale: mvn -pl emulator test -Dtest=IsaDocTest -Dupdate.golden=true")
                .isEqualTo(wanted);
    }

    private static String render() {
        StringBuilder out = new StringBuilder();
        out.append("# Instructions\n\n");
        out.append(
                "Made from the instruction table (`emulator/src/main/resources/relolens/isa/*.isa`); do not edit.\n");
        out.append(
                "An alias is another spelling of the row named with =; ← marks one that is read but never printed.\n");
        out.append(
                "Syntax: operands in angle brackets, optional parts in braces; the table's first file explains the names.\n\n");
        out.append("| instruction | row | access | timing class | feature |\n|---|---|---|---|---|\n");
        for (Row row : Isa.a64().rows()) {
            Encoding e = row.encoding;
            String alias = e.aliasOf() == null ? "" : (row.inputOnly ? " ← " : " = ") + e.aliasOf();
            out.append("| `")
                    .append(e.syntax().replace("|", "\\|"))
                    .append("` | ")
                    .append(e.id())
                    .append(alias);
            out.append(" | ").append(e.isAlias() ? "" : e.effects());
            out.append(" | ").append(e.timing().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            out.append(" | ").append(e.feature()).append(" |\n");
        }
        return out.toString();
    }
}
