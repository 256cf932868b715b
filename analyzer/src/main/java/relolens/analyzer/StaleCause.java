package relolens.analyzer;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.report.Report.PathStep;
import relolens.analyzer.rules.Rules;
import relolens.analyzer.run.StaleRun;
import relolens.analyzer.source.Origin;
import relolens.emulator.sanitize.StaleAccess;

/** Which finding of the text names the cause of what the sanitiser saw in a run: one cause is one finding. */
final class StaleCause {
    /** Rules on bytes that another reader does not see. */
    static final Set<String> DATA =
            Set.of("B02", "C07", "C08", "C09", "C10", "C11", "C12", "C13", "D04", "D05", "M04", "M05");
    /** Rules on code that fetches do not see. */
    static final Set<String> FETCH = Set.of(
            "B02", "B03", "C01", "C02", "C03", "C04", "C05", "C06", "C08", "C11", "C12", "C15", "M04", "M05", "M07");
    /** Rules on translations. */
    static final Set<String> TLB =
            Set.of("B02", "B03", "M01", "M03", "S02", "S03", "S04", "T01", "T02", "T03", "T04", "T06", "T07", "T08");

    private StaleCause() {}

    /**
     * {@return the index of the finding that has the same cause, or -1}
     *
     * <p>That is one of a rule on such accesses, no less severe, which points at the store or leads to the access; the one
     * that does both comes first.
     */
    static int among(List<Finding> findings, StaleRun.Found stale) {
        int best = -1;
        int bestRank = 0;
        for (int i = 0; i < findings.size(); i++) {
            Finding f = findings.get(i);
            boolean fits = rules(stale.access().kind()).contains(f.rule())
                    && f.severity().compareTo(Rules.STALE_ACCESS.severity()) <= 0;
            int rank = fits ? rank(f, stale) : 0;
            if (rank > bestRank) {
                best = i;
                bestRank = rank;
            }
        }
        return best;
    }

    static Set<String> rules(StaleAccess.Kind kind) {
        return switch (kind) {
            case DATA -> DATA;
            case FETCH -> FETCH;
            case TLB -> TLB;
        };
    }

    private static int rank(Finding f, StaleRun.Found stale) {
        boolean writes = isAt(stale.writer(), f.file(), f.line())
                || f.related().stream().anyMatch(r -> isAt(stale.writer(), r.file(), r.line()));
        PathStep end = f.path().isEmpty() ? null : f.path().get(f.path().size() - 1);
        boolean accesses =
                isAt(stale.at(), f.file(), f.line()) || end != null && isAt(stale.at(), end.file(), end.line());
        return (writes ? 2 : 0) + (accesses ? 1 : 0);
    }

    private static boolean isAt(@Nullable Origin origin, String file, int line) {
        return origin != null
                && origin.span().line() == line
                && origin.span().file().equals(file);
    }
}
