package relolens.analyzer.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Writer;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.SourceLoader;

/** The Reviewdog Diagnostic Format (one {@code DiagnosticResult}). Its columns are 1-based counts of UTF-8 bytes. */
public final class RdjsonReport {
    private final ByteColumns columns;

    private RdjsonReport(ByteColumns columns) {
        this.columns = columns;
    }

    /**
     * Writes the findings of {@code report}.
     *
     * @param sources reads files by the paths the report names
     */
    public static void write(Report report, Tool tool, SourceLoader sources, Writer to) {
        ObjectNode all = JsonText.object();
        all.putObject("source").put("name", tool.name());
        ArrayNode diagnostics = all.putArray("diagnostics");
        var out = new RdjsonReport(new ByteColumns(sources));
        report.findings().forEach(f -> out.diagnostic(diagnostics.addObject(), f));
        JsonText.write(all, to);
    }

    private void diagnostic(ObjectNode d, Finding f) {
        d.put("message", f.message());
        ObjectNode location = d.putObject("location");
        location.put("path", f.file());
        range(location.putObject("range"), f.file(), f.line(), f.column(), f.endLine(), f.endColumn());
        d.put("severity", severity(f.severity()));
        d.putObject("code").put("value", f.rule() + " " + f.name());
        Report.Fix fix = f.fix();
        if (fix == null || !fix.safe()) {
            return;
        }
        ArrayNode suggestions = d.putArray("suggestions");
        for (Report.Edit e : fix.edits()) {
            if (e.file().equals(f.file())) {
                ObjectNode suggestion = suggestions.addObject();
                range(suggestion.putObject("range"), e.file(), e.line(), e.column(), e.endLine(), e.endColumn());
                suggestion.put("text", e.text());
            }
        }
    }

    private void range(ObjectNode range, String file, int line, int column, int endLine, int endColumn) {
        ObjectNode start = range.putObject("start");
        start.put("line", line);
        start.put("column", columns.of(file, line, column));
        ObjectNode end = range.putObject("end");
        end.put("line", endLine);
        end.put("column", columns.of(file, endLine, endColumn));
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "ERROR";
            case WARNING -> "WARNING";
            default -> "INFO";
        };
    }
}
