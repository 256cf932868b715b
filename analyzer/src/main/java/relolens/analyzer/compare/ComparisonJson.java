package relolens.analyzer.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code relolens-compare/1}. */
public final class ComparisonJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ComparisonJson() {}

    /** {@return the document, indented} @param advice what one machine's memory map says, or null */
    public static String of(List<Row> rows, @Nullable MachineAdvice advice) {
        ObjectNode top = MAPPER.createObjectNode();
        top.put("schema", "relolens-compare/1");
        ArrayNode array = top.putArray("rows");
        rows.forEach(r -> row(array.addObject(), r));
        if (advice != null) {
            ObjectNode a = top.putObject("machine");
            a.put("ramBytes", advice.ramBytes());
            a.put("freeBytes", advice.freeBytes());
            ArrayNode lines = a.putArray("strategies");
            for (MachineAdvice.Line l : advice.lines()) {
                ObjectNode n = lines.addObject();
                n.put("strategy", l.strategy());
                n.put("imageBytes", l.imageBytes());
                n.put("room", l.room());
                n.put("pageTableBytes", l.pageTableBytes());
                n.put("message", l.message());
                if (!l.command().isEmpty()) {
                    n.put("command", l.command());
                }
            }
        }
        return top.toPrettyString() + "\n";
    }

    private static void row(ObjectNode n, Row r) {
        n.put("strategy", r.strategy().name());
        n.put("title", r.strategy().title());
        n.put("core", r.core());
        n.put("board", r.board());
        n.put("imageBytes", r.imageBytes());
        n.put("seconds", r.seconds());
        n.put("secondsLow", r.secondsLow());
        n.put("secondsHigh", r.secondsHigh());
        n.put("microsecondsPerPage", r.microsecondsPerPage());
        n.put("setupSeconds", r.setupSeconds());
        n.put("shareOfReboot", r.shareOfReboot());
        n.put("pagesRelocated", r.pagesRelocated());
        n.put("pagesAvoided", r.pagesAvoided());
        n.put("pageTableBytes", r.pageTableBytes());
        n.put("implementations", r.strategy().implementations());
        ObjectNode s = n.putObject("streaming");
        s.put("verdict", r.streamingVerdict());
        ArrayNode settings = s.putArray("settings");
        for (Row.Setting setting : r.streaming()) {
            settings.addObject().put("setting", setting.setting()).put("relative", setting.relative());
        }
        n.put("needsTableMemory", r.strategy().needsTables());
        n.put("feasible", r.feasible());
        n.put("basis", r.basis().word());
        ArrayNode calibrated = n.putArray("calibrated");
        r.calibrated().forEach(calibrated::add);
        n.put("exact", r.exact());
        n.put("note", r.strategy().note());
        n.put("detail", r.detail());
        n.put("code", r.code());
    }
}
