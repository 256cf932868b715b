package relolens.analyzer;

import java.util.Optional;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.Span;
import relolens.analyzer.unit.ClauseFindings;

/** Makes a finding of a run that did not end as it should (K04). */
final class Expectation {
    private Expectation() {}

    static Optional<Report.Finding> check(Contract contract, Clause.Run run, Report.Run row) {
        if (row.outcome().equals("ok") || row.outcome().equals("cancelled")) {
            return Optional.empty();
        }
        Span s = run.by().span();
        String detail = row.detail().isEmpty() ? "" : ": " + row.detail();
        String message = "run " + run.name() + " of " + contract.routine() + " ended in " + row.outcome() + detail;
        return Optional.of(ClauseFindings.of("K04", "expectation-failed", Severity.ERROR, s, message));
    }
}
