package relolens.analyzer.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;

/** One line for each finding, {@code file:line:column: severity: message [rule]}, as gcc prints: every tool parses it. */
public final class GccReport {
    private GccReport() {}

    /** Writes all findings of {@code report}. */
    public static void write(Report report, Writer to) {
        try {
            for (Report.Finding f : report.findings()) {
                String severity = f.severity().name().toLowerCase(Locale.ROOT);
                to.write(f.file() + ":" + f.line() + ":" + f.column() + ": " + severity + ": " + f.message() + " ["
                        + f.rule() + " " + f.name() + "]\n");
            }
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return an input problem as such a line} */
    public static String line(Report.InputProblem p) {
        String severity = p.severity().name().toLowerCase(Locale.ROOT);
        return p.file() + ":" + p.line() + ":" + p.column() + ": " + severity + ": " + p.message() + " [" + p.code()
                + "]";
    }
}
