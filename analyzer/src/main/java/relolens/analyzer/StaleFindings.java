package relolens.analyzer;

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

/** Tells what the sanitiser found in a run: with the finding that names the cause, else as a finding of its own (K05). */
final class StaleFindings {
    private StaleFindings() {}

    /** Adds {@code stale} to {@code findings}, which has those of the text already. */
    static void tell(
            List<Report.Finding> findings,
            Contract contract,
            Contracts contracts,
            Clause.Run run,
            Report.Run row,
            List<StaleRun.Found> stale) {
        int own = 0;
        for (StaleRun.Found found : stale) {
            if (isAllowed(contract, contracts, found)) {
                continue;
            }
            int cause = StaleCause.among(findings, found);
            if (cause < 0) {
                findings.add(finding(contract, run, row, found, own++));
            } else {
                Span at = found.at().span();
                findings.set(
                        cause,
                        findings.get(cause)
                                .relatedTo(new Report.Related(
                                        Rules.STALE_ACCESS.id(),
                                        at.file(),
                                        at.line(),
                                        who(contract, run) + found.message())));
            }
        }
    }

    private static String who(Contract contract, Clause.Run run) {
        return "run " + run.name() + " of " + contract.routine() + " ";
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
        String who = who(contract, run);
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
