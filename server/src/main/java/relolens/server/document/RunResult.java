package relolens.server.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.AnalysisRequest.RunChoice;
import relolens.analyzer.report.Report;

/**
 * What runs of a document's routines came to.
 *
 * @param version document version that ran
 * @param report with runs
 */
public record RunResult(int version, Report report) {
    /** Rules of the findings that runs bring: the others are of the text alone. */
    private static final Set<String> OF_RUNS = Set.of("K04", "K05");

    /** {@return this result, of the runs that {@code choice} takes, with those {@code earlier} ones of the same text it leaves out} */
    public RunResult over(@Nullable RunResult earlier, RunChoice choice) {
        if (earlier == null || earlier.version != version) {
            return this;
        }
        List<Report.Run> kept = earlier.report.runs().stream()
                .filter(r -> !choice.takes(r.routine(), r.name()))
                .toList();
        List<Report.Run> runs = new ArrayList<>(kept);
        runs.addAll(report.runs());
        List<Report.Finding> findings = new ArrayList<>(report.findings());
        for (Report.Finding f : earlier.report.findings()) {
            boolean ofKept = kept.stream().anyMatch(r -> f.message().startsWith(of(r)));
            if (OF_RUNS.contains(f.rule()) && ofKept && !findings.contains(f)) {
                findings.add(f);
            }
        }
        for (Report.Finding f : earlier.report.findings()) {
            for (Report.Related r : f.related()) {
                boolean ofKept = kept.stream().anyMatch(k -> r.message().startsWith(of(k)));
                if (OF_RUNS.contains(String.valueOf(r.rule())) && ofKept) {
                    findings.replaceAll(g -> g.fingerprint().equals(f.fingerprint())
                                    && g.line() == f.line()
                                    && !g.related().contains(r)
                            ? g.relatedTo(r)
                            : g);
                }
            }
        }
        return new RunResult(version, new Report(findings, report.routines(), report.lines(), runs, report.problems()));
    }

    private static String of(Report.Run run) {
        return "run " + run.name() + " of " + run.routine() + " ";
    }
}
