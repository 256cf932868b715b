package relolens.analyzer.report;

import static relolens.analyzer.report.ReportReader.entry;
import static relolens.analyzer.report.ReportReader.list;
import static relolens.analyzer.report.ReportReader.number;
import static relolens.analyzer.report.ReportReader.strings;
import static relolens.analyzer.report.ReportReader.text;

import com.fasterxml.jackson.databind.JsonNode;

/** One run out of the JSON that {@link JsonRun} writes. */
final class RunReader {
    private RunReader() {}

    static Report.Run run(JsonNode n) {
        JsonNode model = n.path("model");
        return new Report.Run(
                text(n, "routine"),
                text(n, "name"),
                text(n, "file"),
                text(n, "core"),
                text(n, "board"),
                entry(n.path("entry")),
                text(n, "mmu"),
                text(n, "outcome"),
                text(n, "detail"),
                n.path("instructions").asLong(),
                n.path("cycles").asDouble(),
                n.path("secondsLow").asDouble(),
                n.path("secondsHigh").asDouble(),
                n.path("hz").asLong(),
                n.path("seconds").asDouble(),
                n.path("bytes").asLong(),
                n.path("exact").asBoolean(),
                strings(model, "calibrated"),
                strings(model, "estimates"),
                list(n, "lines", RunReader::cost),
                list(
                        n,
                        "stale",
                        s -> new Report.Stale(text(s, "kind"), text(s, "file"), number(s, "line"), text(s, "message"))),
                n.path("streaming").isObject() ? streaming(n.path("streaming")) : null);
    }

    private static Report.LineCost cost(JsonNode n) {
        JsonNode s = n.path("stall");
        var stall = new Report.Stall(
                s.path("load").asDouble(),
                s.path("store").asDouble(),
                s.path("device").asDouble(),
                s.path("tlb").asDouble(),
                s.path("barrier").asDouble(),
                s.path("branch").asDouble(),
                s.path("fetch").asDouble(),
                s.path("maintenance").asDouble());
        var split = new Report.Split(
                s.path("issue").asDouble(),
                s.path("dependency").asDouble(),
                s.path("loadL2").asDouble(),
                s.path("loadL3").asDouble(),
                s.path("loadMemory").asDouble(),
                n.path("critical").asBoolean());
        return new Report.LineCost(
                text(n, "file"),
                number(n, "line"),
                n.path("count").asLong(),
                n.path("cycles").asDouble(),
                stall,
                split);
    }

    private static Report.Streaming streaming(JsonNode n) {
        return new Report.Streaming(
                n.path("sensitivity").asDouble(),
                list(
                        n,
                        "settings",
                        s -> new Report.StreamingSetting(
                                text(s, "setting"),
                                text(s, "layout"),
                                s.path("cycles").asDouble())),
                list(
                        n,
                        "streams",
                        t -> new Report.Stream(
                                text(t, "kind"),
                                t.path("lines").asLong(),
                                t.path("fullLines").asLong(),
                                t.path("partialLines").asLong(),
                                t.path("startsAt").asLong(),
                                t.path("savedReads").asLong(),
                                text(t, "text"))),
                text(n, "verdict"),
                overTuned(text(n, "overTuned")),
                list(n, "unsourced", JsonNode::asText));
    }

    private static Report.OverTuned overTuned(String text) {
        for (Report.OverTuned o : Report.OverTuned.values()) {
            if (o.text().equals(text)) {
                return o;
            }
        }
        return Report.OverTuned.NOT_ASKED;
    }
}
