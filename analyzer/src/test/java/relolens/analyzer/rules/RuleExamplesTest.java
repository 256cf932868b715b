package relolens.analyzer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import relolens.analyzer.Sources;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;

/** Every rule's documentation is true: bad examples are reported exactly where marked, good ones are silent. */
class RuleExamplesTest {
    @TestFactory
    Stream<DynamicTest> badExamplesAreReportedWhereMarked() {
        return examples(true)
                .map(e -> DynamicTest.dynamicTest(e.name(), () -> {
                    Report report = report(e);
                    assertEquals(List.of(), report.problems());
                    List<String> found = report.findings().stream()
                            .map(f -> f.line() + ":" + f.column() + "-" + f.endColumn() + " " + f.rule())
                            .toList();
                    assertEquals(marks(e), found, () -> report.findings().toString());
                }));
    }

    @TestFactory
    Stream<DynamicTest> goodExamplesAreSilent() {
        return examples(false)
                .map(e -> DynamicTest.dynamicTest(e.name(), () -> {
                    Report report = report(e);
                    assertEquals(List.of(), report.problems());
                    assertEquals(List.of(), report.findings());
                }));
    }

    @TestFactory
    Stream<DynamicTest> fixesMakeTheirFindingGoAwayAndBringNoOther() {
        return examples(true)
                .map(e -> DynamicTest.dynamicTest(e.name(), () -> {
                    Report report = report(e);
                    for (Finding f : report.findings()) {
                        if (f.fix() != null && f.rule().equals(e.id())) {
                            Report fixed = report(e.with(apply(e.text(), f.fix())));
                            assertEquals(List.of(), fixed.problems());
                            assertFalse(
                                    fixed.findings().stream()
                                            .anyMatch(g -> g.fingerprint().equals(f.fingerprint())),
                                    () -> f + " is still there");
                            assertEquals(
                                    report.findings().size() - 1,
                                    fixed.findings().size());
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> unrelatedInstructionsBetweenChangeNothing() {
        return rewritten(RuleExamplesTest::padded);
    }

    @TestFactory
    Stream<DynamicTest> aBodyMovedIntoAMacroIsJudgedTheSame() {
        return rewritten(RuleExamplesTest::inMacro);
    }

    @TestFactory
    Stream<DynamicTest> renamedRegistersAreJudgedTheSame() {
        // What the procedure call standard says of a register is said of its number.
        return rewritten(text -> text.replaceAll("\\b([xw])([3-9])\\b", "$12$2"), e -> !e.id().startsWith("X"));
    }

    @TestFactory
    Stream<DynamicTest> aSequenceSplitOverACallIsJudgedTheSame() {
        return Stream.concat(examples(true), examples(false))
                .filter(e -> !e.id().startsWith("X")
                        && !e.text().matches("(?s).*\\t([ct]?b|bl).*")
                        && e.text().lines().filter(l -> l.matches("[a-z_]+:.*")).count() == 1)
                .flatMap(e -> IntStream.range(1, (int) e.text()
                                .lines()
                                .filter(RuleExamplesTest::instruction)
                                .count())
                        .mapToObj(at -> DynamicTest.dynamicTest(e.name() + " at " + at, () -> {
                            String text = split(e.text(), at);
                            Report report = report(e.with(text));
                            assertEquals(List.of(), report.problems(), text);
                            assertEquals(rules(report(e)), rules(report), text);
                        })));
    }

    /** The instructions from the {@code at}-th on, the last aside, become a routine that is called. */
    private static String split(String text, int at) {
        StringBuilder head = new StringBuilder();
        StringBuilder callee = new StringBuilder("part:\n");
        List<String> lines =
                text.lines().filter(l -> !l.strip().startsWith("//^")).toList();
        long total = lines.stream().filter(RuleExamplesTest::instruction).count();
        int seen = 0;
        for (String line : lines) {
            boolean last = instruction(line) && seen == total - 1;
            if (instruction(line) && seen == at) {
                head.append("\tmov\tx26, x30\n\tbl\tpart\n\tmov\tx30, x26\n");
            }
            (instruction(line) && seen >= at && !last ? callee : head)
                    .append(line)
                    .append('\n');
            seen += instruction(line) ? 1 : 0;
        }
        return head + callee.toString() + "\tret\n";
    }

    private static Stream<DynamicTest> rewritten(UnaryOperator<String> rewrite) {
        return rewritten(rewrite, e -> true);
    }

    private static Stream<DynamicTest> rewritten(UnaryOperator<String> rewrite, Predicate<Example> which) {
        return Stream.concat(examples(true), examples(false))
                .filter(which)
                .map(e -> DynamicTest.dynamicTest(e.name(), () -> {
                    String text = rewrite.apply(e.text());
                    Report report = report(e.with(text));
                    assertEquals(List.of(), report.problems(), text);
                    assertEquals(rules(report(e)), rules(report), text);
                }));
    }

    /** X04 apart: to which registers nobody gives a value depends on their numbers. */
    private static List<String> rules(Report report) {
        return report.findings().stream()
                .map(Finding::rule)
                .filter(r -> !r.equals("X04"))
                .sorted()
                .toList();
    }

    private static boolean instruction(String line) {
        return line.matches("([0-9]+:)?\\t[a-z].*");
    }

    private static String padded(String text) {
        StringBuilder s = new StringBuilder();
        for (String line : text.lines().toList()) {
            s.append(line).append('\n');
            if (instruction(line)) {
                s.append("\tmov\tx17, #0x55\n\tnop\n");
            }
        }
        return s.toString();
    }

    /** Every run of instructions becomes a macro of its own, used where it stood. */
    private static String inMacro(String text) {
        StringBuilder s = new StringBuilder();
        StringBuilder run = new StringBuilder();
        int macros = 0;
        for (String line : (text + "end_of_text:\n").lines().toList()) {
            if (instruction(line)) {
                run.append(line).append('\n');
            } else {
                if (run.length() > 0) {
                    String name = "moved" + macros++;
                    s.append("\t.macro\t").append(name).append('\n').append(run).append("\t.endm\n\t");
                    s.append(name).append('\n');
                    run.setLength(0);
                }
                s.append(line.strip().startsWith("//^") ? "" : line + "\n");
            }
        }
        return s.toString();
    }

    @Test
    void rulesAreSortedAndDocumented() {
        List<RuleInfo> infos = Rules.ALL.stream().map(Rule::info).toList();
        assertEquals(infos.stream().sorted(Comparator.comparing(RuleInfo::id)).toList(), infos);
        for (RuleInfo i : infos) {
            assertFalse(
                    i.summary().isEmpty()
                            || i.why().isEmpty()
                            || i.reference().isEmpty()
                            || i.fix().isEmpty(),
                    i.id());
            assertFalse(i.bad().size() < 4 || i.good().size() < 4 || i.limits().isEmpty(), i.id());
        }
    }

    private record Example(String id, String name, String text) {
        Example with(String other) {
            return new Example(id, name, other);
        }
    }

    /** What runs find is looked for in runs, and apart: other rules see the cause of some of it, which it is related to. */
    private static Report report(Example e) {
        if (!Rules.isOfRuns(e.id())) {
            return Sources.analyze(e.text());
        }
        Report all = Sources.run(e.text());
        return new Report(
                all.findings().stream().flatMap(f -> told(e, f)).toList(),
                all.routines(),
                all.lines(),
                all.runs(),
                all.problems());
    }

    private static Stream<Finding> told(Example e, Finding f) {
        return f.rule().equals(e.id())
                ? Stream.of(f)
                : f.related().stream().filter(r -> e.id().equals(r.rule())).map(r -> {
                    String text = e.text().lines().toList().get(r.line() - 1);
                    int column = text.length() - text.stripLeading().length() + 1;
                    return new Finding(
                            e.id(),
                            "",
                            f.severity(),
                            r.file(),
                            r.line(),
                            column,
                            r.line(),
                            text.length() + 1,
                            r.message(),
                            f.routine(),
                            f.entry(),
                            List.of(),
                            List.of(),
                            List.of(),
                            null,
                            "");
                });
    }

    private static Stream<Example> examples(boolean bad) {
        return Rules.ALL.stream().flatMap(r -> {
            List<String> texts = bad ? r.info().bad() : r.info().good();
            List<Example> examples = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                String name = r.info().id() + (bad ? " bad " : " good ") + (i + 1);
                examples.add(new Example(r.info().id(), name, texts.get(i)));
            }
            return examples.stream();
        });
    }

    private static List<String> marks(Example e) {
        List<String> lines = e.text().lines().toList();
        List<String> marks = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.strip().startsWith("//^")) {
                // The comment, its slashes included, is as long as what it marks.
                int length = line.strip().length();
                String marked = lines.get(i - 1);
                int from = marked.length() - marked.stripLeading().length();
                int label = marked.indexOf(":\t");
                if (label >= 0) {
                    from = label + 2;
                }
                marks.add(i + ":" + (from + 1) + "-" + (from + 1 + length) + " " + e.id());
            }
        }
        return marks;
    }

    private static String apply(String text, Report.Fix fix) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (Report.Edit edit : fix.edits()) {
            assertEquals(edit.line(), edit.endLine());
            if (edit.text().endsWith("\n")) {
                assertEquals(1, edit.column());
                lines.add(edit.line() - 1, edit.text().stripTrailing());
            } else {
                String line = lines.get(edit.line() - 1);
                lines.set(
                        edit.line() - 1,
                        line.substring(0, edit.column() - 1) + edit.text() + line.substring(edit.endColumn() - 1));
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
