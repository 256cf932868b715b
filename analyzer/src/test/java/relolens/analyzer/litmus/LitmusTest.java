package relolens.analyzer.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relolens.analyzer.Sources;
import relolens.analyzer.report.Report;

class LitmusTest {
    record Litmus(String name, boolean allowed, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Litmus> tests() throws IOException {
        String all = Files.readString(
                Sources.repository().resolve("analyzer/src/test/resources/relolens/analyzer/litmus/tests.txt"));
        List<Litmus> tests = new ArrayList<>();
        for (String part : all.split("(?m)^=== ")) {
            if (!part.isEmpty()) {
                int end = part.indexOf('\n');
                String[] head = part.substring(0, end).split(": ", 3);
                tests.add(new Litmus(head[0], head[1].equals("allowed"), part.substring(end + 1)));
            }
        }
        return tests.stream();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void whatTheArchitectureAllowsIsToldAndNothingElse(Litmus litmus) {
        Report report = Sources.analyze(litmus.text());
        assertEquals(List.of(), report.problems(), litmus.text());
        if (litmus.allowed()) {
            assertFalse(report.findings().isEmpty(), litmus.text());
        } else {
            assertEquals(List.of(), report.findings(), litmus.text());
        }
    }
}
