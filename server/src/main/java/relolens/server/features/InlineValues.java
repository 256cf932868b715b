package relolens.server.features;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.InlineValue;
import org.eclipse.lsp4j.InlineValueText;
import org.eclipse.lsp4j.Range;
import relolens.server.document.Snapshot;
import relolens.server.text.Token;
import relolens.server.text.Token.Kind;

/** What the registers of a line hold, while somebody steps through it: as far as the analysis knows without running. */
public final class InlineValues {
    private static final int MOST_LINES = 400;

    private InlineValues() {}

    /** @param stopped 0-based line where execution stands: nothing is said of lines below it */
    public static List<InlineValue> in(Snapshot snapshot, Range range, int stopped, Places places) {
        List<InlineValue> values = new ArrayList<>();
        int from = Math.max(0, range.getStart().getLine());
        int to = Math.min(Math.min(range.getEnd().getLine(), stopped), from + MOST_LINES);
        for (int line = from; line <= to; line++) {
            String text = snapshot.document().line(line);
            var known = KnownValues.read(snapshot, line + 1);
            for (Token t : snapshot.document().tokens().line(line)) {
                String name = t.text(text).toLowerCase(java.util.Locale.ROOT);
                String register = name.startsWith("w") ? "x" + name.substring(1) : name;
                List<String> texts = t.kind() == Kind.NAME ? known.remove(register) : null;
                if (texts != null) {
                    Range at = places.range(
                                    snapshot.name(),
                                    line + 1,
                                    text.codePointCount(0, t.from()) + 1,
                                    line + 1,
                                    text.codePointCount(0, t.to()) + 1)
                            .getRange();
                    values.add(new InlineValue(new InlineValueText(at, name + " = " + String.join(" or ", texts))));
                }
            }
        }
        return values;
    }
}
