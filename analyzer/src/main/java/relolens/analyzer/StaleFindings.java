package relolens.analyzer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.contract.Contracts;
import relolens.analyzer.report.Report;
import relolens.analyzer.rules.RuleInfo;
import relolens.analyzer.rules.Rules;
import relolens.analyzer.run.StaleRun;
import relolens.analyzer.source.Span;
import relolens.analyzer.unit.ClauseFindings;

/** Makes findings of accesses that the sanitiser found in a run (K05). */
final class StaleFindings {
    private StaleFindings() {}

    static List<Report.Finding> of(
            Contract contract, Contracts contracts, Clause.Run run, Report.Run row, List<StaleRun.Found> stale) {
        List<Report.Finding> findings = new ArrayList<>();
        for (StaleRun.Found found : stale) {
            if (!isAllowed(contract, contracts, found)) {
                findings.add(finding(contract, run, row, found, findings.size()));
            }
        }
        return findings;
    }

    private static boolean isAllowed(Contract contract, Contracts contracts, StaleRun.Found found) {
        Span s = found.at().span();
        Stream<Clause.Allow> here = contracts.at(s.file(), s.line()).stream()
                .filter(Clause.Allow.class::isInstance)
                .map(Clause.Allow.class::cast);
        return Stream.concat(contract.allows().stream(), here).anyMatch(a -> Rules.isOfRuns(a.rule()));
    }

    private static Report.Finding finding(
            Contract contract, Clause.Run run, Report.Run row, StaleRun.Found found, int number) {
        RuleInfo rule = Rules.STALE_ACCESS;
        String who = "run " + run.name() + " of " + contract.routine() + " ";
        // Messages name lines, which fingerprints must not.
        String lasting = who
                + found.access().kind()
                + found.access().lack()
                + found.access().leaving()
                + number;
        return ClauseFindings.of(
                rule.id(),
                rule.name(),
                rule.severity(),
                found.at(),
                who + found.message(),
                contract.routine(),
                row.entry(),
                lasting);
    }
}
