package relolens.server.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.JsonReport;
import relolens.analyzer.report.Report;
import relolens.server.Product;
import relolens.server.document.RunResult;
import relolens.server.document.Snapshot;
import relolens.server.features.PlannedRun;

/**
 * What is known of a document, for a client that draws it.
 *
 * @param version of the text that was analysed
 * @param ran version of the text that was last run, or null
 * @param name of the document in the report
 * @param root directory that the report's paths are relative to
 * @param report a {@code relolens-report/1}; its runs may be of an older text, see {@code ran}
 * @param planned the runs that routines have, done or not
 */
record DocumentReport(
        String uri,
        int version,
        @Nullable Integer ran,
        String name,
        String root,
        JsonElement report,
        List<PlannedRun> planned) {

    static DocumentReport of(Snapshot snapshot) {
        RunResult run = snapshot.run();
        Report now = snapshot.report();
        // Findings and states are the newest text's, also where the last run is of an older one.
        Report shown = run == null
                ? now
                : new Report(
                        now.findings(),
                        now.routines(),
                        now.lines(),
                        run.report().runs(),
                        now.problems());
        return new DocumentReport(
                snapshot.document().uri(),
                snapshot.document().version(),
                run == null ? null : run.version(),
                snapshot.name(),
                snapshot.root(),
                json(shown, false),
                PlannedRun.of(snapshot.study().contracts()));
    }

    /** {@return the report as JSON} @param partial whether the user stopped the work before its end */
    static JsonElement json(Report report, boolean partial) {
        StringWriter text = new StringWriter();
        JsonReport.write(report, Product.NAME, Product.version(), partial, text);
        return JsonParser.parseString(text.toString());
    }
}
