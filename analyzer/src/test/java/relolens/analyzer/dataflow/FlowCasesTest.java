package relolens.analyzer.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import relolens.analyzer.Sources;
import relolens.analyzer.report.Report;

/**
 * Maintenance that provably leaves bytes out is noticed, whatever form the loops have; what reaches them all is silent. Tests of
 * the machine's state keep both sides apart, wherever their outcome is kept.
 */
class FlowCasesTest {
    private record Case(String name, List<String> rules, String text) {}

    @TestFactory
    Stream<DynamicTest> asWritten() throws IOException {
        return tests(UnaryOperator.identity());
    }

    @TestFactory
    Stream<DynamicTest> padded() throws IOException {
        return tests(text -> text.replaceAll("(?m)^(f:|\\d:)?\\t(?=[a-z])", "$1\tnop\n\tadd\tx27, x27, #1\n\t"));
    }

    @TestFactory
    Stream<DynamicTest> renamed() throws IOException {
        return tests(text -> text.replaceAll("\\b([xw])([3-9])\\b", "$11$2"));
    }

    private static Stream<DynamicTest> tests(UnaryOperator<String> change) throws IOException {
        return cases().stream()
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    Report report = Sources.analyze(change.apply(c.text()));
                    assertEquals(List.of(), report.problems());
                    List<String> found = report.findings().stream()
                            .map(Report.Finding::rule)
                            .filter(r -> !r.startsWith("X") && !r.equals("C11"))
                            .distinct()
                            .toList();
                    assertEquals(c.rules(), found, () -> report.findings().toString());
                }));
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String file : List.of("extents", "paths")) {
            cases.addAll(cases("/relolens/analyzer/flow/" + file + ".txt"));
        }
        return cases;
    }

    private static List<Case> cases(String file) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(FlowCasesTest.class.getResourceAsStream(file))) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String part : all.substring(3).split("\n== ")) {
                int end = part.indexOf('\n');
                List<String> head = List.of(part.substring(0, end).split(" "));
                cases.add(new Case(head.get(0) + " " + head.get(1), head.subList(2, head.size()), part.substring(end)));
            }
        }
        return cases;
    }
}
