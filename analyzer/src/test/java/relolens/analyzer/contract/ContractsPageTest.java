package relolens.analyzer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.analyzer.contract.Clause.Level;
import relolens.analyzer.contract.Clause.Statement;
import relolens.analyzer.source.Span;

/** The page about contracts promises nothing the parser does not keep. */
class ContractsPageTest {
    private static final Path PAGE = Path.of("../docs/contracts.md");

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        String inside = null;
        StringBuilder block = new StringBuilder();
        for (String line : Files.readAllLines(PAGE)) {
            if (!line.startsWith("```")) {
                block.append(line).append('\n');
            } else if (inside == null) {
                inside = line.substring(3);
                block.setLength(0);
            } else {
                if (inside.equals(language)) {
                    blocks.add(block.toString());
                }
                inside = null;
            }
        }
        return blocks;
    }

    @Test
    void everyClauseOfThePageParses() throws IOException {
        int clauses = 0;
        for (String block : blocks("")) {
            for (String line : block.lines().toList()) {
                Statement by = new Statement(Level.COMMENT, Span.of("page", 1, 1, line.length()), line);
                assertThat(ClauseParser.parse(by).problem()).as(line).isNull();
                clauses++;
            }
        }
        assertThat(clauses).isGreaterThan(20);
    }

    @Test
    void theSidecarOfThePageParses() throws IOException {
        List<String> yaml = blocks("yaml");
        assertThat(yaml).hasSize(1);
        Sidecar sidecar = Sidecar.parse("relolens.yml", yaml.get(0));
        assertThat(sidecar.problems()).isEmpty();
        assertThat(sidecar.root()).isTrue();
        assertThat(sidecar.rules())
                .singleElement()
                .satisfies(r -> assertThat(r.clauses()).hasSize(2));
    }
}
