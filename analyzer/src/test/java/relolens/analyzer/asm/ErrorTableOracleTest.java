package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the table of mistakes says of GNU as is what GNU as says. */
@Tag("oracle")
class ErrorTableOracleTest {
    @Test
    void gnuAsSaysWhatTheTableSays() throws Exception {
        List<String> differences = new ArrayList<>();
        for (ErrorTable.Mistake m : ErrorTable.read()) {
            List<String> theirs = ErrorTable.theirs(m.source());
            if (!theirs.equals(m.theirs())) {
                differences.add(m + "\n  now   " + theirs + "\n  table " + m.theirs());
            }
        }
        assertThat(differences).isEmpty();
    }
}
