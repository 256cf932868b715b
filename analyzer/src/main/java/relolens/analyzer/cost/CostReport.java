package relolens.analyzer.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Loop costs as text and as {@code relolens-cost/1}. */
public final class CostReport {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final int WIDTH = 100;

    private CostReport() {}

    /** {@return the JSON document} */
    public static String json(List<LoopCost> loops, String core, LoopConditions conditions) {
        ObjectNode top = MAPPER.createObjectNode();
        top.put("schema", "relolens-cost/1");
        top.put("core", core);
        top.put("mmu", word(conditions.mmu()));
        top.put("icache", word(conditions.icache()));
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
            ArrayNode notes = n.putArray("notes");
            l.notes().forEach(note -> notes.addObject().put("line", note.line()).put("message", note.message()));
        }
        return top.toPrettyString() + "\n";
    }

    private static String word(boolean on) {
        return on ? "on" : "off";
    }

    /** {@return the loops for people} @param source text of a line of the loops' file, empty where there is none */
    public static String text(
            List<LoopCost> loops, String core, LoopConditions conditions, IntFunction<String> source) {
        StringBuilder out = new StringBuilder();
        String how = core + ", MMU " + word(conditions.mmu()) + (conditions.icache() ? "" : ", I-cache off");
        for (LoopCost l : loops) {
            out.append(String.format(
                    Locale.ROOT,
                    "%s:%d-%d: loop of %s: %.2f cycles a round on %s, bound by %s%n",
                    l.file(),
                    l.line(),
                    l.endLine(),
                    l.routine(),
                    l.cyclesPerIteration(),
                    how,
                    l.bound()));
            for (LoopCost.Line line : l.lines()) {
                String split = line.split().entrySet().stream()
                        .map(e -> e.getKey() + String.format(Locale.ROOT, " %.2f", e.getValue()))
                        .collect(Collectors.joining(", "));
                String row = String.format(
                        Locale.ROOT,
                        "  %5d %8.2f %s %-40s  %s",
                        line.line(),
                        line.cycles(),
                        line.critical() ? "*" : " ",
                        split,
                        source.apply(line.line()).strip().replaceAll("\\s+", " "));
                out.append(row.length() > WIDTH ? row.substring(0, WIDTH - 1) + "…" : row.stripTrailing())
                        .append('\n');
            }
            l.notes().forEach(note -> out.append(String.format("  %5d note: %s%n", note.line(), note.message())));
        }
        return loops.isEmpty()
                ? "no loops\n"
                : out.append("* on the critical path: the round waits for it\n").toString();
    }
}
