package relolens.analyzer.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.source.Severity;

/**
 * SARIF 2.1.0 (OASIS), with what GitHub code scanning asks for beyond it: all four numbers of a region, help texts of
 * rules, {@code primaryLocationLineHash}. Columns count code points, which SARIF has a word for.
 */
public final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    /** GitHub reads descriptions up to here. */
    private static final int LONGEST_DESCRIPTION = 1024;

    private final Map<String, Integer> ruleIndex = new LinkedHashMap<>();
    private final Report report;
    private final Map<String, String> baseline;

    private SarifReport(Report report, Map<String, String> baseline) {
        this.report = report;
        this.baseline = baseline;
    }

    /** Writes {@code report}. */
    public static void write(Report report, Tool tool, Writer to) {
        write(report, tool, Map.of(), to);
    }

    /**
     * Writes {@code report} compared to an earlier one.
     *
     * @param baseline fingerprint → {@code new}, {@code unchanged}, {@code updated} or {@code absent}
     */
    public static void write(Report report, Tool tool, Map<String, String> baseline, Writer to) {
        JsonText.write(new SarifReport(report, baseline).log(tool), to);
    }

    private ObjectNode log(Tool tool) {
        ObjectNode log = JsonText.object();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", tool.name());
        driver.put("version", tool.version());
        driver.put("semanticVersion", tool.version());
        rules(driver.putArray("rules"));
        run.putObject("automationDetails").put("id", tool.name() + "/");
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        report.findings().forEach(f -> result(results.addObject(), f));
        problems(run);
        return log;
    }

    /** The rules that findings name, by id. */
    private void rules(ArrayNode rules) {
        Map<String, RuleText> used = new TreeMap<>();
        report.findings().forEach(f -> used.putIfAbsent(f.rule(), RuleText.of(f)));
        Map<String, Severity> worst = new TreeMap<>();
        report.findings().forEach(f -> worst.merge(f.rule(), f.severity(), (a, b) -> a.compareTo(b) < 0 ? a : b));
        for (RuleText r : used.values()) {
            ruleIndex.put(r.id(), ruleIndex.size());
            ObjectNode rule = rules.addObject();
            rule.put("id", r.id());
            rule.put("name", r.name());
            rule.putObject("shortDescription").put("text", shortened(r.summary()));
            rule.putObject("fullDescription").put("text", shortened(r.why()));
            ObjectNode help = rule.putObject("help");
            help.put("text", r.summary() + " " + r.why());
            help.put("markdown", r.page());
            Severity severity = worst.getOrDefault(r.id(), Severity.NOTE);
            rule.putObject("defaultConfiguration").put("level", level(severity));
            ObjectNode properties = rule.putObject("properties");
            properties.put("precision", "high");
            properties.put("problem.severity", severity == Severity.NOTE ? "recommendation" : level(severity));
            properties.putArray("tags").add("arm64").add("correctness");
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, LONGEST_DESCRIPTION - 1) + "…";
    }

    private void result(ObjectNode result, Finding f) {
        result.put("ruleId", f.rule());
        result.put("ruleIndex", ruleIndex.getOrDefault(f.rule(), -1));
        result.put("level", level(f.severity()));
        result.putObject("message").put("text", f.message());
        ObjectNode location = result.putArray("locations").addObject();
        physical(location, f.file(), f.line(), f.column(), f.endLine(), f.endColumn());
        if (f.routine() != null) {
            ObjectNode logical = location.putArray("logicalLocations").addObject();
            logical.put("name", f.routine());
            logical.put("kind", "function");
        }
        related(result, f);
        path(result, f.path());
        ObjectNode prints = result.putObject("partialFingerprints");
        prints.put("primaryLocationLineHash", f.fingerprint() + ":1");
        prints.put("relolens/v1", f.fingerprint());
        String state = baseline.get(f.fingerprint());
        if (state != null) {
            result.put("baselineState", state);
        }
        fix(result, f.fix());
    }

    private static void related(ObjectNode result, Finding f) {
        if (f.related().isEmpty() && f.expansion().isEmpty()) {
            return;
        }
        ArrayNode all = result.putArray("relatedLocations");
        for (Report.Related r : f.related()) {
            ObjectNode at = all.addObject();
            at.put("id", all.size() - 1);
            at.putObject("message").put("text", r.text());
            place(at, r.file(), r.line());
        }
        for (Report.ExpansionFrame e : f.expansion()) {
            ObjectNode at = all.addObject();
            at.put("id", all.size() - 1);
            at.putObject("message").put("text", "expanded from " + e.kind() + " " + e.name());
            place(at, e.file(), e.line());
        }
    }

    private static void path(ObjectNode result, List<Report.PathStep> path) {
        if (path.isEmpty()) {
            return;
        }
        ArrayNode steps = result.putArray("codeFlows")
                .addObject()
                .putArray("threadFlows")
                .addObject()
                .putArray("locations");
        for (Report.PathStep step : path) {
            ObjectNode location = steps.addObject().putObject("location");
            location.putObject("message").put("text", step.note());
            place(location, step.file(), step.line());
        }
    }

    private static void fix(ObjectNode result, Report.@Nullable Fix fix) {
        if (fix == null || fix.edits().isEmpty()) {
            return;
        }
        ObjectNode out = result.putArray("fixes").addObject();
        out.putObject("description").put("text", fix.title() + (fix.safe() ? "" : " (needs review)"));
        Map<String, ArrayNode> changes = new LinkedHashMap<>();
        ArrayNode files = out.putArray("artifactChanges");
        for (Report.Edit e : fix.edits()) {
            ArrayNode replacements = changes.computeIfAbsent(e.file(), file -> {
                ObjectNode change = files.addObject();
                change.putObject("artifactLocation").put("uri", uri(file));
                return change.putArray("replacements");
            });
            ObjectNode replacement = replacements.addObject();
            region(replacement.putObject("deletedRegion"), e.line(), e.column(), e.endLine(), e.endColumn());
            replacement.putObject("insertedContent").put("text", e.text());
        }
    }

    /** What could not be read is a notification of the tool, not a result about the code. */
    private void problems(ObjectNode run) {
        ObjectNode invocation = run.putArray("invocations").addObject();
        boolean ok = report.problems().stream().noneMatch(p -> p.severity() == Severity.ERROR);
        invocation.put("executionSuccessful", ok);
        if (report.problems().isEmpty()) {
            return;
        }
        ArrayNode notes = invocation.putArray("toolExecutionNotifications");
        for (Report.InputProblem p : report.problems()) {
            ObjectNode note = notes.addObject();
            note.putObject("descriptor").put("id", p.code());
            note.put("level", level(p.severity()));
            note.putObject("message").put("text", p.message());
            place(note.putArray("locations").addObject(), p.file(), p.line());
        }
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            default -> "note";
        };
    }

    private static void place(ObjectNode location, String file, int line) {
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(file));
        physical.putObject("region").put("startLine", Math.max(1, line));
    }

    private static void physical(ObjectNode location, String file, int line, int column, int endLine, int endColumn) {
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(file));
        region(physical.putObject("region"), line, column, endLine, endColumn);
    }

    private static void region(ObjectNode region, int line, int column, int endLine, int endColumn) {
        region.put("startLine", Math.max(1, line));
        region.put("startColumn", Math.max(1, column));
        region.put("endLine", Math.max(Math.max(1, line), endLine));
        region.put("endColumn", Math.max(1, endColumn));
    }

    /** {@return {@code file} as a URI reference (RFC 3986): relative where it is relative, odd bytes in percent form} */
    static String uri(String file) {
        StringBuilder out = new StringBuilder(file.startsWith("/") ? "file://" : "");
        for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (plain || "-._~/,+=@".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
