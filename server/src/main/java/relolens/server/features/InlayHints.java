package relolens.server.features;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import relolens.analyzer.report.Report;
import relolens.server.document.Snapshot;
import relolens.server.protocol.PositionEncoding;

/** Hints at line ends: the machine's state where it changes, and after a run what lines cost. */
public final class InlayHints {
    /** Which hints to show. */
    public enum Mode {
        /** State, and cycles of every line that ran. */
        ON,
        /** State, and cycles of lines that take a twentieth of the run or more. */
        HOT,
        OFF
    }

    private static final double HOT_SHARE = 0.05;

    private InlayHints() {}

    /** {@return the hints of the lines in {@code range}, in line order} */
    public static List<InlayHint> in(Snapshot snapshot, Range range, Mode mode, PositionEncoding encoding) {
        if (mode == Mode.OFF) {
            return List.of();
        }
        int first = range.getStart().getLine() + 1;
        int last = Math.max(first, range.getEnd().getLine() + 1);
        Map<Integer, String> states = snapshot.states().changes().subMap(first, true, last, true);
        Map<Integer, String> costs = costs(snapshot, mode).subMap(first, last + 1);
        TreeSet<Integer> lines = new TreeSet<>(states.keySet());
        lines.addAll(costs.keySet());
        List<InlayHint> hints = new ArrayList<>();
        for (int line : lines) {
            List<String> parts = new ArrayList<>();
            if (costs.containsKey(line)) {
                parts.add(costs.get(line));
            }
            if (states.containsKey(line)) {
                parts.add(states.get(line));
            }
            String text = snapshot.document().line(line - 1);
            var at = new Position(
                    line - 1, encoding.unitsTo(text, text.stripTrailing().length()));
            var hint = new InlayHint(at, Either.forLeft(String.join("  │  ", parts)));
            hint.setPaddingLeft(true);
            hint.setData(data(snapshot.document().uri(), line));
            hints.add(hint);
        }
        return hints;
    }

    /** {@return what a hint of 1-based {@code line} carries to be resolved with} */
    static JsonObject data(String uri, int line) {
        JsonObject data = new JsonObject();
        data.addProperty("uri", uri);
        data.addProperty("line", line);
        return data;
    }

    /** {@return {@code hint} with what it says in full} */
    public static InlayHint resolve(Snapshot snapshot, InlayHint hint) {
        if (hint.getData() instanceof JsonObject data
                && data.get("line") instanceof JsonPrimitive line
                && line.isNumber()) {
            String text = String.join("\n\n", HoverText.about(snapshot, line.getAsInt()));
            if (!text.isEmpty()) {
                hint.setTooltip(new MarkupContent(MarkupKind.MARKDOWN, text));
            }
        }
        return hint;
    }

    private static SortedMap<Integer, String> costs(Snapshot snapshot, Mode mode) {
        SortedMap<Integer, String> costs = new TreeMap<>();
        if (!snapshot.runIsFresh()) {
            return costs;
        }
        List<Report.Run> runs = LineText.runs(snapshot);
        for (Report.Run run : runs) {
            LineText.shares(run, snapshot.name()).forEach((line, share) -> {
                if (mode == Mode.ON || share.share() >= HOT_SHARE) {
                    boolean seen = share.share() >= 0.0005;
                    String text = (seen ? LineText.percent(share.share()) + " · " : "") + LineText.number(share.count())
                            + "× · " + LineText.significant(share.cycles() / share.count()) + " cycles"
                            + (seen ? " · " + share.cause() : "");
                    String named = runs.size() > 1 ? run.name() + ": " + text : text;
                    costs.merge(line, named, (a, b) -> a + "  ⁄  " + b);
                }
            });
        }
        return costs;
    }
}
