package relolens.analyzer.unit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.contract.Contracts;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.rules.Rules;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.Span;

/** Takes out findings somebody allowed, and reports what was allowed for nothing (K02). */
final class Suppressions {
    private final Contracts contracts;
    private final Set<Clause.Allow> known = new HashSet<>();
    private final Set<Clause.Allow> used = new HashSet<>();

    Suppressions(Contracts contracts) {
        this.contracts = contracts;
    }

    /** Notes what is allowed for a routine. */
    void add(Contract contract) {
        known.addAll(contract.allows());
    }

    /** Notes what is allowed at a line. */
    void add(String file, int line) {
        contracts.at(file, line).forEach(c -> {
            if (c instanceof Clause.Allow a) {
                known.add(a);
            }
        });
    }

    boolean allowed(Finding finding, @Nullable Contract contract) {
        List<Clause.Allow> candidates = new ArrayList<>();
        if (contract != null) {
            candidates.addAll(contract.allows());
        }
        contracts.at(finding.file(), finding.line()).forEach(c -> {
            if (c instanceof Clause.Allow a) {
                candidates.add(a);
            }
        });
        boolean found = false;
        for (Clause.Allow a : candidates) {
            if (a.rule().equalsIgnoreCase(finding.rule()) || a.rule().equalsIgnoreCase(finding.name())) {
                used.add(a);
                found = true;
            }
        }
        return found;
    }

    /** {@return a finding for each clause of the file that suppressed nothing} */
    List<Finding> unused() {
        List<Finding> findings = new ArrayList<>();
        for (Clause.Allow a : known) {
            boolean ofText = !Rules.isOfRuns(a.rule());
            if (!used.contains(a) && ofText && a.by().level() != Clause.Level.PROFILE) {
                Span s = a.by().span();
                String message = "allows " + a.rule() + ", which is not reported here: remove the clause";
                findings.add(ClauseFindings.of("K02", "unused-allow", Severity.WARNING, s, message));
            }
        }
        return findings;
    }
}
