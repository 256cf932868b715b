package relolens.server.job;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relolens.analyzer.exchange.GithubAnnotations;
import relolens.analyzer.exchange.GitlabReport;
import relolens.analyzer.exchange.HtmlReport;
import relolens.analyzer.exchange.JunitReport;
import relolens.analyzer.exchange.RdjsonReport;
import relolens.analyzer.exchange.SarifReport;
import relolens.analyzer.exchange.Tool;
import relolens.analyzer.report.GccReport;
import relolens.analyzer.report.JsonReport;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.TextReport;
import relolens.server.Product;
import relolens.server.files.DiskSources;
import relolens.server.terminal.Console;
import relolens.server.terminal.RootPaths;

/** Writes a report in the formats asked for, and its problems to standard error. */
public final class ReportWriter {
    /** Which annotated listings the text report has. */
    public enum Listing {
        AUTO,
        ALL,
        NONE
    }

    private static final int MOST_PROBLEMS = 20;
    private static final int MOST_LINES = 200;
    private static final Tool TOOL = new Tool(Product.NAME, Product.version());

    private final Console console;
    private final RootPaths root;
    private final Inputs inputs;
    private final Listing listing;

    /** @param root directory that paths are relative to */
    public ReportWriter(Console console, RootPaths root, Inputs inputs, Listing listing) {
        this.console = console;
        this.root = root;
        this.inputs = inputs;
        this.listing = listing;
    }

    /** Writes notes and problems, then each of {@code outputs}. */
    public void write(AnalyzeJob.Outcome outcome, List<OutputSpec> outputs) {
        outcome.notes().forEach(note -> console.say("note: " + note));
        sayProblems(shown(outcome).problems());
        for (OutputSpec output : outputs) {
            boolean colour = output.file() == null && console.outColour();
            output.write(render(outcome, output.format(), colour), console);
        }
    }

    /** Problems as they stand, but of each file only so many that others are still seen. */
    private void sayProblems(List<Report.InputProblem> problems) {
        Map<String, Integer> said = new LinkedHashMap<>();
        int lines = 0;
        for (Report.InputProblem p : problems) {
            if (said.merge(p.file(), 1, Integer::sum) <= MOST_PROBLEMS && lines++ < MOST_LINES) {
                console.say(GccReport.line(p));
            }
        }
        if (lines > MOST_LINES) {
            console.say("and " + (problems.size() - MOST_LINES) + " more problems in " + said.size()
                    + " files: --format json has all");
            return;
        }
        said.forEach((file, count) -> {
            if (count > MOST_PROBLEMS) {
                console.say(file + ": and " + (count - MOST_PROBLEMS) + " more problems: --format json has all");
            }
        });
    }

    private String render(AnalyzeJob.Outcome outcome, String format, boolean colour) {
        StringWriter to = new StringWriter();
        Report report = shown(outcome);
        switch (format) {
            case "json" ->
                JsonReport.write(
                        outcome.report(), Product.NAME, Product.version(), outcome.interrupted(), outcome.shard(), to);
            case "gcc" -> GccReport.write(report, to);
            case "sarif" -> SarifReport.write(report, TOOL, to);
            case "rdjson" -> RdjsonReport.write(report, TOOL, sources(), to);
            case "github" -> GithubAnnotations.write(report, to);
            case "gitlab" -> GitlabReport.write(report, to);
            case "html" -> HtmlReport.write(report, TOOL, sources(), to);
            case "junit" -> JunitReport.write(report, TOOL, to);
            default -> {
                var style = new TextReport.Style(colour, listingFor(), outcome.interrupted());
                TextReport.write(report, style, sources(), to);
            }
        }
        return to.toString();
    }

    /** {@return the report as people read it; that of a shard's JSON still has to be put together with others} */
    private static Report shown(AnalyzeJob.Outcome outcome) {
        return outcome.shard() == null ? outcome.report() : AnalyzeJob.sharing(outcome.report());
    }

    private DiskSources sources() {
        return new DiskSources(root.root(), inputs.overlay());
    }

    private boolean listingFor() {
        return switch (listing) {
            case ALL -> true;
            case NONE -> false;
            case AUTO -> inputs.files().size() <= 2 && inputs.files().containsValue(true);
        };
    }
}
