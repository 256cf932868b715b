package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.List;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;

/**
 * Tells causes from consequences in a unit whose headers are not all there: names that nobody defines are no mistakes of
 * the lines that use them.
 */
final class MissingHeaders {
    /** What a problem is called that may only be due to a missing header. */
    static final String CONSEQUENCE = "needs-missing-header";

    private MissingHeaders() {}

    /** {@return {@code problems}; if a header is missing, other errors are notes that name it as the likely cause} */
    static List<Problem> judged(List<Problem> problems) {
        String header = problems.stream()
                .filter(p -> p.code().equals("missing-include"))
                .map(p -> p.message().replaceFirst("^[^\"]*", "").replaceFirst(": .*", ""))
                .findFirst()
                .orElse(null);
        if (header == null) {
            return problems;
        }
        List<Problem> judged = new ArrayList<>();
        for (Problem p : problems) {
            boolean cause = p.code().equals("missing-include") || p.severity() != Severity.ERROR;
            judged.add(
                    cause
                            ? p
                            : new Problem(
                                    Severity.NOTE,
                                    CONSEQUENCE,
                                    p.message() + " (perhaps defined by " + header + ", which is missing)",
                                    p.origin()));
        }
        return judged;
    }
}
