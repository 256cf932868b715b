package relolens.analyzer.cpp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.Span;

/** Collects problems: each cause once, and never a flood. */
final class ProblemLog {
    private static final int LIMIT = 200;

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    void error(String code, String message, Span span, @Nullable Inclusion inclusion) {
        add(Severity.ERROR, code, message, span, inclusion);
    }

    void warning(String code, String message, Span span, @Nullable Inclusion inclusion) {
        add(Severity.WARNING, code, message, span, inclusion);
    }

    /** {@return whether {@code cause} is new: the caller reports only then} */
    boolean first(String cause) {
        return seen.add(cause);
    }

    private void add(Severity severity, String code, String message, Span span, @Nullable Inclusion inclusion) {
        if (problems.size() < LIMIT && first(code + '|' + span.text() + '|' + message)) {
            problems.add(new Problem(severity, code, message, new Origin(span, Inclusion.frames(inclusion))));
        }
    }

    List<Problem> all() {
        return problems;
    }
}
