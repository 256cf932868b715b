package relolens.analyzer.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.source.Digest;
import relolens.analyzer.source.Severity;

/** GitLab's Code Quality report. GitLab folds entries of one fingerprint into one row, so each gets its own. */
public final class GitlabReport {
    private static final int FINGERPRINT_DIGITS = 40;

    private GitlabReport() {}

    /** Writes the findings of {@code report}. */
    public static void write(Report report, Writer to) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        Map<String, Integer> seen = new HashMap<>();
        for (Finding f : report.findings()) {
            String print = f.file() + "|" + f.fingerprint();
            int again = seen.merge(print, 1, Integer::sum);
            ObjectNode entry = all.addObject();
            entry.put("description", f.rule() + " " + f.name() + ": " + f.message());
            entry.put("check_name", f.rule());
            entry.put("fingerprint", Digest.of(print + "|" + again, FINGERPRINT_DIGITS));
            entry.put("severity", severity(f.severity()));
            ObjectNode location = entry.putObject("location");
            location.put("path", f.file());
            location.putObject("lines").put("begin", f.line());
        }
        JsonText.write(all, to);
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "critical";
            case WARNING -> "major";
            default -> "info";
        };
    }
}
