package relolens.analyzer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relolens.analyzer.report.Report.Finding;

/**
 * Findings that are known already: a report may leave them out. Findings are told apart by file, rule and fingerprint, so
 * moved lines match; two of the same kind need two entries.
 */
public final class Baseline {
    /** Value of the key {@code schema} in a file written here. */
    public static final String SCHEMA = "relolens-baseline/1";

    private final Map<Key, Integer> entries = new HashMap<>();

    private record Key(String file, String rule, String fingerprint) {}

    /**
     * A report without what is known.
     *
     * @param report the rest
     * @param known how many findings were left out
     * @param gone entries that matched nothing in the files the report speaks of: mended since
     */
    public record Applied(Report report, int known, int gone) {}

    /** What was wrong with a baseline file, in words for its author. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    private Baseline() {}

    /**
     * {@return the baseline a file holds}
     *
     * @param text JSON: what {@link #write} makes, or a whole report of schema {@code relolens-report/1}
     * @throws Malformed if it is neither
     */
    public static Baseline parse(String text) throws Malformed {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new Malformed("not JSON" + ReportReader.place(e)
                    + ": expected a file that --write-baseline made, or a JSON report");
        }
        String schema = root.path("schema").asText("");
        if (!Set.of(SCHEMA, JsonReport.SCHEMA).contains(schema)) {
            throw new Malformed("schema is '" + schema + "': expected '" + SCHEMA + "' or '" + JsonReport.SCHEMA + "'");
        }
        Baseline baseline = new Baseline();
        for (JsonNode f : root.path("findings")) {
            String fingerprint = f.path("fingerprint").asText("");
            if (fingerprint.isEmpty()) {
                throw new Malformed("an entry of 'findings' has no 'fingerprint'");
            }
            Key key = new Key(f.path("file").asText(""), f.path("rule").asText(""), fingerprint);
            baseline.entries.merge(key, 1, Integer::sum);
        }
        return baseline;
    }

    /** {@return the report without the findings this baseline holds} */
    public Applied apply(Report report) {
        Map<Key, Integer> left = new HashMap<>(entries);
        List<Finding> fresh = new ArrayList<>();
        for (Finding f : report.findings()) {
            Integer n = left.get(key(f));
            if (n == null || n == 0) {
                fresh.add(f);
            } else {
                left.put(key(f), n - 1);
            }
        }
        Set<String> files = report.routines().stream()
                .map(Report.Routine::file)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
        int gone = left.entrySet().stream()
                .filter(e -> files.contains(e.getKey().file()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        Report rest = new Report(fresh, report.routines(), report.lines(), report.runs(), report.problems());
        return new Applied(rest, report.findings().size() - fresh.size(), gone);
    }

    private static Key key(Finding f) {
        return new Key(f.file(), f.rule(), f.fingerprint());
    }

    /** {@return a baseline of everything {@code report} finds, as JSON; same report, same bytes} */
    public static String write(Report report) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("schema", SCHEMA);
        ArrayNode findings = root.putArray("findings");
        report.findings().stream()
                .sorted(Comparator.comparing(Finding::file)
                        .thenComparing(Finding::rule)
                        .thenComparing(Finding::fingerprint))
                .forEach(f -> {
                    ObjectNode o = findings.addObject();
                    o.put("file", f.file());
                    o.put("rule", f.rule());
                    o.put("routine", f.routine());
                    o.put("fingerprint", f.fingerprint());
                    o.put("message", f.message());
                });
        return root.toPrettyString() + "\n";
    }
}
