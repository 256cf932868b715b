package relolens.analyzer.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.source.Severity;

/**
 * JUnit XML as pipelines read it: a suite for each file, a case for each routine, which fails by its worst finding; notes
 * fail nothing. What could not be read is an error of its file.
 */
public final class JunitReport {
    private record Case(String name, List<Finding> findings) {}

    private final Report report;
    private final StringBuilder out = new StringBuilder();

    private JunitReport(Report report) {
        this.report = report;
    }

    /** Writes {@code report}. */
    public static void write(Report report, Tool tool, Writer to) {
        try {
            to.write(new JunitReport(report).document(tool));
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String document(Tool tool) {
        Map<String, Map<String, Case>> suites = new LinkedHashMap<>();
        report.routines()
                .forEach(r -> suites.computeIfAbsent(r.file(), f -> new LinkedHashMap<>())
                        .putIfAbsent(r.name(), new Case(r.name(), new ArrayList<>())));
        for (Finding f : report.findings()) {
            String name = f.routine() == null ? "(file)" : f.routine();
            Map<String, Case> suite = suites.computeIfAbsent(f.file(), file -> new LinkedHashMap<>());
            if (f.severity() != Severity.NOTE) {
                suite.computeIfAbsent(name, n -> new Case(n, new ArrayList<>()))
                        .findings()
                        .add(f);
            }
        }
        Map<String, List<Report.InputProblem>> errors = new LinkedHashMap<>();
        for (Report.InputProblem p : report.problems()) {
            if (p.severity() == Severity.ERROR) {
                errors.computeIfAbsent(p.file(), f -> new ArrayList<>()).add(p);
                suites.computeIfAbsent(p.file(), f -> new LinkedHashMap<>());
            }
        }
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"")
                .append(Markup.escaped(tool.name()))
                .append("\">\n");
        suites.forEach((file, cases) -> suite(file, cases, errors.getOrDefault(file, List.of())));
        return out.append("</testsuites>\n").toString();
    }

    private void suite(String file, Map<String, Case> cases, List<Report.InputProblem> errors) {
        long failures =
                cases.values().stream().filter(c -> !c.findings().isEmpty()).count();
        int reading = errors.isEmpty() ? 0 : 1;
        String name = Markup.escaped(file);
        out.append("  <testsuite name=\"")
                .append(name)
                .append("\" tests=\"")
                .append(cases.size() + reading)
                .append("\" failures=\"")
                .append(failures)
                .append("\" errors=\"")
                .append(reading)
                .append("\" skipped=\"0\" time=\"0\">\n");
        for (Case c : cases.values()) {
            testcase(file, c);
        }
        if (reading == 1) {
            Report.InputProblem first = errors.get(0);
            out.append("    <testcase name=\"(reading)\" classname=\"")
                    .append(name)
                    .append("\" time=\"0\">\n      <error type=\"")
                    .append(Markup.escaped(first.code()))
                    .append("\" message=\"")
                    .append(Markup.escaped(first.message()))
                    .append("\">");
            for (Report.InputProblem p : errors) {
                out.append(Markup.escaped(p.file() + ":" + p.line() + ":" + p.column() + ": " + p.message() + "\n"));
            }
            out.append("</error>\n    </testcase>\n");
        }
        out.append("  </testsuite>\n");
    }

    private void testcase(String file, Case c) {
        out.append("    <testcase name=\"")
                .append(Markup.escaped(c.name()))
                .append("\" classname=\"")
                .append(Markup.escaped(file))
                .append("\" time=\"0\"");
        if (c.findings().isEmpty()) {
            out.append("/>\n");
            return;
        }
        Finding worst = c.findings().stream()
                .min((a, b) -> a.severity().compareTo(b.severity()))
                .orElseThrow();
        out.append(">\n      <failure type=\"")
                .append(Markup.escaped(worst.rule()))
                .append("\" message=\"")
                .append(Markup.escaped(worst.message()))
                .append("\">");
        for (Finding f : c.findings()) {
            out.append(Markup.escaped(f.file() + ":" + f.line() + ":" + f.column() + ": "
                    + f.severity().name().toLowerCase(java.util.Locale.ROOT) + ": " + f.message() + " [" + f.rule()
                    + " " + f.name() + "]\n"));
        }
        out.append("</failure>\n    </testcase>\n");
    }
}
