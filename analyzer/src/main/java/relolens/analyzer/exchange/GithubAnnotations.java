package relolens.analyzer.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.source.Severity;

/**
 * Workflow commands that GitHub Actions turns into annotations. A step shows ten of each level, so the worst come first;
 * nothing is left out.
 */
public final class GithubAnnotations {
    private GithubAnnotations() {}

    /** Writes the findings of {@code report}, errors first. */
    public static void write(Report report, Writer to) {
        try {
            for (Severity severity : Severity.values()) {
                for (Finding f : report.findings()) {
                    if (f.severity() == severity) {
                        to.write(command(f) + "\n");
                    }
                }
            }
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String command(Finding f) {
        String level = switch (f.severity()) {
            case ERROR -> "error";
            case WARNING -> "warning";
            default -> "notice";
        };
        // GitHub takes columns only of annotations within one line.
        String columns = f.endLine() == f.line() ? ",col=" + f.column() + ",endColumn=" + f.endColumn() : "";
        return "::" + level + " file=" + property(f.file()) + ",line=" + f.line() + ",endLine=" + f.endLine() + columns
                + ",title=" + property(f.rule() + " " + f.name()) + "::" + data(f.message());
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
