package relolens.analyzer.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import relolens.analyzer.source.Severity;

/** One line for each finding, {@code file:line:column: severity: message [rule]}, as gcc prints: every tool parses it. */
public final class GccReport {
    private GccReport() {}

    /** Writes all findings of {@code report}. */
    public static void write(Report report, Writer to) {
        try {
            for (Report.Finding f : report.findings()) {
                to.write(line(f) + "\n");
            }
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a finding as such a line} */
    public static String line(Report.Finding f) {
        return line(f.file(), f.line(), f.column(), f.severity(), f.message(), f.rule() + " " + f.name());
    }

    /** {@return an input problem as such a line} */
    public static String line(Report.InputProblem p) {
        return line(p.file(), p.line(), p.column(), p.severity(), p.message(), p.code());
    }

    private static String line(String file, int line, int column, Severity severity, String message, String code) {
        return file + ":" + line + ":" + column + ": " + severity.name().toLowerCase(Locale.ROOT) + ": " + message
                + " [" + code + "]";
    }
}
