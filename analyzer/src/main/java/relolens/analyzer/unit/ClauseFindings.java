package relolens.analyzer.unit;

import java.util.List;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.source.Digest;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.Span;

/** Findings about contract clauses rather than code. */
public final class ClauseFindings {
    private ClauseFindings() {}

    /** {@return a finding at a clause} */
    public static Finding of(String rule, String name, Severity severity, Span s, String message) {
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
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                Digest.of(rule + '|' + message, FindingBuilder.FINGERPRINT_DIGITS));
    }
}
