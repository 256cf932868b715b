package relolens.server.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.LineState;
import relolens.server.document.Snapshot;
import relolens.server.protocol.PositionEncoding;

/** What there is to say of the text under the mouse: the name, the instruction, the machine's state, the cost. */
public final class HoverText {
    private HoverText() {}

    public static @Nullable Hover at(Snapshot snapshot, Position position, PositionEncoding encoding) {
        int line = position.getLine() + 1;
        String source = snapshot.document().line(line - 1);
        Words word = Words.at(snapshot.document(), position, encoding);
        List<String> parts = new ArrayList<>();
        if (word != null) {
            parts.addAll(NameText.of(snapshot, word));
        }
        state(snapshot, line, parts);
        cost(snapshot, line, parts);
        parts.addAll(KnownValues.written(snapshot, line));
        values(snapshot, line, parts);
        parts.addAll(InstructionText.of(snapshot.instructions().getOrDefault(line, List.of())));
        if (parts.isEmpty()) {
            return null;
        }
        int from = word == null ? source.length() - source.stripLeading().length() : word.from();
        int to = word == null ? source.stripTrailing().length() : word.to();
        Range range = new Range(
                new Position(line - 1, encoding.unitsTo(source, Math.min(from, to))),
                new Position(line - 1, encoding.unitsTo(source, to)));
        return new Hover(new MarkupContent(MarkupKind.MARKDOWN, String.join("\n\n", parts)), range);
    }

    /** {@return Markdown about the machine's state before 1-based {@code line} and what it cost} */
    static List<String> about(Snapshot snapshot, int line) {
        List<String> parts = new ArrayList<>();
        state(snapshot, line, parts);
        cost(snapshot, line, parts);
        return parts;
    }

    private static void values(Snapshot snapshot, int line, List<String> parts) {
        List<String> known = new ArrayList<>();
        KnownValues.read(snapshot, line)
                .forEach((register, texts) -> known.add("`" + register + "` " + String.join(" or ", texts)));
        if (!known.isEmpty()) {
            parts.add("**Holds:** " + String.join("  \n", known));
        }
    }

    private static void state(Snapshot snapshot, int line, List<String> parts) {
        Set<String> states = LineText.states(snapshot, line);
        if (!states.isEmpty()) {
            parts.add("**Before this line:** " + String.join("  \n*or* ", states));
        }
        List<String> assumes = new ArrayList<>();
        for (LineState l : snapshot.states().at(line)) {
            assumes.addAll(l.assumes());
        }
        if (!assumes.isEmpty()) {
            parts.add("**Assumes:** " + String.join(", ", LineText.distinct(assumes)));
        }
    }

    private static void cost(Snapshot snapshot, int line, List<String> parts) {
        if (!snapshot.runIsFresh()) {
            return;
        }
        for (Report.Run run : LineText.runs(snapshot)) {
            LineText.Share share = LineText.shares(run, snapshot.name()).get(line);
            if (share != null) {
                parts.add("**Run " + run.name() + "** (" + run.core() + ", " + run.board() + "): "
                        + LineText.percent(share.share()) + " of the cycles · " + LineText.number(share.count())
                        + "× · " + LineText.significant(share.cycles() / share.count()) + " cycles each · "
                        + share.cause());
            }
        }
    }
}
