package relolens.analyzer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Severity;

/** A report out of the JSON that {@link JsonReport} writes: written again, it is the same bytes. */
public final class ReportReader {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReportReader() {}

    /** Why a text is no report, in words for who gave it. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /**
     * What a file of reports says of itself beside the report.
     *
     * @param partial whether the user stopped the work before its end
     * @param shard which part of a whole it is, or null if it is no part
     */
    public record Read(
            Report report, boolean partial, @Nullable Shard shard) {}

    /**
     * {@return the report that {@code json} holds}
     *
     * @throws Malformed if it is not JSON of schema {@code relolens-report/1}
     */
    public static Read read(String json) throws Malformed {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new Malformed("not JSON" + place(e) + ": expected a report that --format json made");
        }
        String schema = root.path("schema").asText("");
        if (!schema.equals(JsonReport.SCHEMA)) {
            throw new Malformed("schema is '" + schema + "': expected '" + JsonReport.SCHEMA + "'");
        }
        JsonNode shard = root.path("shard");
        try {
            Report report = new Report(
                    list(root, "findings", ReportReader::finding),
                    list(root, "routines", ReportReader::routine),
                    list(root, "lines", ReportReader::line),
                    list(root, "runs", RunReader::run),
                    list(root, "problems", ReportReader::problem));
            return new Read(
                    report,
                    root.path("partial").asBoolean(),
                    shard.isObject()
                            ? new Shard(
                                    shard.path("index").asInt(),
                                    shard.path("of").asInt())
                            : null);
        } catch (IllegalArgumentException e) {
            throw new Malformed("not what " + JsonReport.SCHEMA + " holds: " + e.getMessage());
        }
    }

    /** {@return where a text stops being JSON, as the words that follow "not JSON"} */
    static String place(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    static <T> List<T> list(JsonNode parent, String key, Function<JsonNode, T> item) {
        List<T> all = new ArrayList<>();
        parent.path(key).forEach(n -> all.add(item.apply(n)));
        return all;
    }

    static List<String> strings(JsonNode parent, String key) {
        return list(parent, key, JsonNode::asText);
    }

    static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }

    static int number(JsonNode node, String key) {
        return node.path(key).asInt();
    }

    static Report.Entry entry(JsonNode node) {
        return new Report.Entry(text(node, "el"), text(node, "mmu"));
    }

    private static @Nullable String optional(JsonNode node, String key) {
        return node.hasNonNull(key) ? text(node, key) : null;
    }

    private static Severity severity(JsonNode node) {
        return Severity.valueOf(text(node, "severity").toUpperCase(Locale.ROOT));
    }

    private static Report.Finding finding(JsonNode n) {
        Report.Entry entry = entry(n.path("entry"));
        String routine = text(n, "routine");
        return new Report.Finding(
                text(n, "rule"),
                text(n, "name"),
                severity(n),
                text(n, "file"),
                number(n, "line"),
                number(n, "column"),
                number(n, "endLine"),
                number(n, "endColumn"),
                text(n, "message"),
                routine.isEmpty() ? null : routine,
                entry.equals(JsonReport.UNKNOWN) ? null : entry,
                list(n, "path", s -> new Report.PathStep(text(s, "file"), number(s, "line"), text(s, "note"))),
                list(
                        n,
                        "expansion",
                        e -> new Report.ExpansionFrame(
                                text(e, "kind"),
                                text(e, "name"),
                                text(e, "file"),
                                number(e, "line"),
                                number(e, "column"))),
                list(
                        n,
                        "related",
                        r -> new Report.Related(
                                optional(r, "rule"), text(r, "file"), number(r, "line"), text(r, "message"))),
                n.path("fix").isObject() ? fix(n.path("fix")) : null,
                text(n, "fingerprint"));
    }

    private static Report.Fix fix(JsonNode n) {
        List<Report.Edit> edits = list(
                n,
                "edits",
                e -> new Report.Edit(
                        text(e, "file"),
                        number(e, "line"),
                        number(e, "column"),
                        number(e, "endLine"),
                        number(e, "endColumn"),
                        text(e, "text")));
        return new Report.Fix(text(n, "title"), edits, n.path("safe").asBoolean());
    }

    private static Report.Routine routine(JsonNode n) {
        return new Report.Routine(
                text(n, "name"),
                text(n, "file"),
                number(n, "line"),
                number(n, "endLine"),
                text(n, "abi"),
                text(n, "mmu"),
                list(
                        n,
                        "mmuReasons",
                        m -> new Report.MmuReason(
                                text(m, "side"),
                                text(m, "file"),
                                number(m, "line"),
                                optional(m, "rule"),
                                text(m, "message"))),
                strings(n, "assuming"),
                strings(n, "mmuProof"),
                n.path("footprint").path("bytes").asLong());
    }

    private static Report.LineState line(JsonNode n) {
        JsonNode state = n.path("state");
        return new Report.LineState(
                text(n, "file"),
                number(n, "line"),
                text(n, "routine"),
                entry(n.path("entry")),
                text(state, "mmu"),
                text(state, "dcache"),
                text(state, "icache"),
                text(state, "el"),
                strings(state, "pending"),
                strings(n, "assumes"));
    }

    private static Report.InputProblem problem(JsonNode n) {
        return new Report.InputProblem(
                severity(n),
                text(n, "code"),
                text(n, "file"),
                number(n, "line"),
                number(n, "column"),
                text(n, "message"));
    }
}
