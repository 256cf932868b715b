package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages stand where the mistake is and say what was expected, as {@code docs/errors.md} shows them. */
class ErrorTableTest {
    @Test
    void messagesAreThoseOfTheTable() throws Exception {
        List<ErrorTable.Mistake> mistakes = ErrorTable.read();
        if (Boolean.getBoolean("relolens.update")) {
            ErrorTable.update(mistakes);
            return;
        }
        List<String> differences = new ArrayList<>();
        for (ErrorTable.Mistake m : mistakes) {
            List<String> ours = ErrorTable.ours(m.source());
            if (!ours.equals(m.ours())) {
                differences.add(m + "\n  now   " + ours + "\n  table " + m.ours());
            }
        }
        assertThat(differences).isEmpty();
        assertThat(ErrorTable.written()).as("docs/errors.md is stale").isEqualTo(ErrorTable.page(mistakes));
        assertThat(mistakes).hasSizeGreaterThan(100).allMatch(m -> !m.ours().isEmpty());
    }
}
