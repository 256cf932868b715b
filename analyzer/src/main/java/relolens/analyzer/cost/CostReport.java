package relolens.analyzer.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Loop costs as text and as {@code relolens-cost/1}. */
public final class CostReport {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CostReport() {}

    /** {@return the JSON document} */
    public static String json(List<LoopCost> loops, String core, boolean mmu) {
        ObjectNode top = MAPPER.createObjectNode();
        top.put("schema", "relolens-cost/1");
        top.put("core", core);
        top.put("mmu", mmu ? "on" : "off");
        ArrayNode array = top.putArray("loops");
        for (LoopCost l : loops) {
            ObjectNode n = array.addObject();
            n.put("routine", l.routine());
            n.put("file", l.file());
            n.put("line", l.line());
            n.put("endLine", l.endLine());
            n.put("cyclesPerIteration", l.cyclesPerIteration());
            n.put("bound", l.bound());
            ArrayNode lines = n.putArray("lines");
            for (LoopCost.Line line : l.lines()) {
                ObjectNode o = lines.addObject();
                o.put("line", line.line()).put("cycles", line.cycles()).put("cause", line.cause());
                ObjectNode split = o.putObject("split");
                line.split().forEach(split::put);
                o.put("critical", line.critical());
            }
        }
        return top.toPrettyString() + "\n";
    }

    /** {@return the loops for people} */
    public static String text(List<LoopCost> loops, String core, boolean mmu) {
        StringBuilder out = new StringBuilder();
        for (LoopCost l : loops) {
            out.append(String.format(
                    Locale.ROOT,
                    "%s:%d-%d: loop of %s: %.2f cycles a round on %s, MMU %s, bound by %s%n",
                    l.file(),
                    l.line(),
                    l.endLine(),
                    l.routine(),
                    l.cyclesPerIteration(),
                    core,
                    mmu ? "on" : "off",
                    l.bound()));
            for (LoopCost.Line line : l.lines()) {
                out.append(String.format(
                        Locale.ROOT,
                        "  %5d %8.2f %s %s%n",
                        line.line(),
                        line.cycles(),
                        line.critical() ? "*" : " ",
                        line.split().entrySet().stream()
                                .map(e -> e.getKey() + String.format(Locale.ROOT, " %.2f", e.getValue()))
                                .collect(Collectors.joining(", "))));
            }
        }
        return loops.isEmpty()
                ? "no loops\n"
                : out.append("* on the critical path: the round waits for it\n").toString();
    }
}
