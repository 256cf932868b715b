package relolens.server.features;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.LineState;
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
        Map<Integer, String> states = changes(snapshot);
        Map<Integer, String> costs = costs(snapshot, mode);
        TreeSet<Integer> lines = new TreeSet<>(states.keySet());
        lines.addAll(costs.keySet());
        List<InlayHint> hints = new ArrayList<>();
        for (int line : lines) {
            if (line - 1 >= range.getStart().getLine()
                    && line - 1 <= range.getEnd().getLine()) {
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
                JsonObject data = new JsonObject();
                data.addProperty("uri", snapshot.document().uri());
                data.addProperty("line", line);
                hint.setData(data);
                hints.add(hint);
            }
        }
        return hints;
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

    /** {@return by line the state before it, where that differs from the routine's line before; one entry state each} */
    private static Map<Integer, String> changes(Snapshot snapshot) {
        Map<String, Map<Integer, Set<String>>> byRoutine = new java.util.LinkedHashMap<>();
        for (LineState l : snapshot.report().lines()) {
            if (l.file().equals(snapshot.name())) {
                byRoutine
                        .computeIfAbsent(l.routine(), k -> new TreeMap<>())
                        .computeIfAbsent(l.line(), k -> new TreeSet<>())
                        .add(brief(l));
            }
        }
        Map<Integer, String> changes = new TreeMap<>();
        byRoutine.values().forEach(lines -> {
            String before = "";
            for (Map.Entry<Integer, Set<String>> e : lines.entrySet()) {
                String now = String.join(" or ", e.getValue());
                if (!now.equals(before)) {
                    changes.merge(e.getKey(), now, (a, b) -> a.equals(b) ? a : a + " or " + b);
                    before = now;
                }
            }
        });
        return changes;
    }

    private static String brief(LineState l) {
        String caches = "D" + sign(l.dcache()) + " I" + sign(l.icache());
        String el = l.el().isEmpty() || l.el().equals("unknown") ? "" : " EL" + l.el();
        String pending = l.pending().isEmpty() ? "" : ", pending " + String.join(", ", l.pending());
        return "MMU " + (l.mmu().equals("unknown") ? "?" : l.mmu()) + " " + caches + el + pending;
    }

    private static String sign(String state) {
        return switch (state) {
            case "on" -> "+";
            case "off" -> "−";
            default -> "?";
        };
    }

    private static Map<Integer, String> costs(Snapshot snapshot, Mode mode) {
        Map<Integer, String> costs = new TreeMap<>();
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
