package relolens.analyzer.unit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report.Entry;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.source.Digest;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.Span;

/** Findings about contract clauses and runs rather than the text of code. */
public final class ClauseFindings {
    private ClauseFindings() {}

    /** {@return a finding of a run} @param lasting what its fingerprint is made of: no line numbers */
    public static Finding of(
            String rule,
            String name,
            Severity severity,
            Origin at,
            String message,
            @Nullable String routine,
            @Nullable Entry entry,
            String lasting) {
        Span s = at.span();
        return new Finding(
                rule,
                name,
                severity,
                s.file(),
                s.line(),
                s.column(),
                s.endLine(),
                s.endColumn(),
                message,
                routine,
                entry,
                List.of(),
                FindingBuilder.frames(at.expansion()),
                List.of(),
                null,
                Digest.of(rule + '|' + lasting, FindingBuilder.FINGERPRINT_DIGITS));
    }

    /** {@return a finding at a clause} */
    public static Finding of(String rule, String name, Severity severity, Span s, String message) {
        return of(rule, name, severity, new Origin(s, List.of()), message, null, null, message);
    }
}
