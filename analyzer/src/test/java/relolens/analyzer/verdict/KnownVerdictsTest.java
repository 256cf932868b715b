package relolens.analyzer.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relolens.analyzer.Sources;
import relolens.analyzer.report.Report;

/** Routines whose verdict is known, and the line that rules each side out. */
class KnownVerdictsTest {
    private static final Pattern BLAME = Pattern.compile("(on|off): ([A-Z][0-9]+)");

    record Known(String name, String verdict, String text) {
        @Override
        public String toString() {
            return name;
        }

        /** {@return "side line rule" of every mark} */
        Set<String> blamed() {
            Set<String> marks = new TreeSet<>();
            String[] lines = text.split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                int comment = lines[i].indexOf("\t// ");
                Matcher m = BLAME.matcher(comment < 0 ? "" : lines[i].substring(comment));
                while (m.find()) {
                    marks.add(m.group(1) + " " + (i + 1) + " " + m.group(2));
                }
            }
            return marks;
        }
    }

    static Stream<Known> routines() throws IOException {
        String all = Files.readString(
                Sources.repository().resolve("analyzer/src/test/resources/relolens/analyzer/verdict/routines.txt"));
        List<Known> known = new ArrayList<>();
        for (String part : all.split("(?m)^=== ")) {
            if (!part.isEmpty()) {
                int end = part.indexOf('\n');
                String[] head = part.substring(0, end).split(": ", 3);
                known.add(new Known(head[0], head[1], part.substring(end + 1)));
            }
        }
        return known.stream();
    }

    @Test
    void thereAreManyOfEachKind() throws IOException {
        List<Known> all = routines().toList();
        assertTrue(all.size() >= 40, () -> all.size() + " routines");
        for (String verdict : List.of("agnostic", "on-only", "off-only", "neither")) {
            long n = all.stream().filter(k -> k.verdict().equals(verdict)).count();
            assertTrue(n >= 2, () -> verdict + ": " + n);
        }
    }

    @ParameterizedTest
    @MethodSource("routines")
    void theVerdictIsTheKnownOne(Known known) {
        Report report = Sources.analyze(known.text());
        assertEquals(List.of(), report.problems(), known.text());
        Report.Routine routine = report.routines().get(0);
        assertEquals(known.verdict(), routine.mmu(), () -> routine + "\n" + known.text());
        Set<String> blamed = new TreeSet<>();
        routine.mmuReasons().forEach(r -> blamed.add(r.side() + " " + r.line() + " " + r.rule()));
        if (!known.blamed().isEmpty()) {
            assertEquals(known.blamed(), blamed, routine::toString);
        }
        Set<String> sides = new TreeSet<>();
        routine.mmuReasons().forEach(r -> sides.add(r.side()));
        Set<String> expected = switch (known.verdict()) {
            case "on-only" -> Set.of("off");
            case "off-only" -> Set.of("on");
            case "neither" -> Set.of("off", "on");
            default -> Set.of();
        };
        assertEquals(expected, sides);
    }
}
