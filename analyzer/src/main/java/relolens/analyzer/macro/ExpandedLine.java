package relolens.analyzer.macro;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.cpp.PreprocessedLine;
import relolens.analyzer.source.Frame;
import relolens.analyzer.source.Origin;
import relolens.analyzer.syntax.Statement;

/** A line that a macro or a repetition produced. Origins are worked out when asked for: most never are. */
final class ExpandedLine implements PreprocessedLine {
    private final String text;
    private final Statement body;
    private final Frame.Kind kind;
    private final String name;
    private final Statement use;
    private @Nullable Origin origin;

    /**
     * @param body the definition's line
     * @param use the invocation, or the repeating directive
     */
    ExpandedLine(String text, Statement body, Frame.Kind kind, String name, Statement use) {
        this.text = text;
        this.body = body;
        this.kind = kind;
        this.name = name;
        this.use = use;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Origin origin(int from, int to) {
        if (kind == Frame.Kind.REPT) {
            return with(
                    body.origin(from, to), new Frame(kind, name, use.origin().span()));
        }
        if (origin == null) {
            // A macro's line stands where the macro was used; a repeated line was written where it stands.
            origin = kind == Frame.Kind.MACRO
                    ? with(
                            use.origin(),
                            new Frame(kind, name, body.line().origin().span()))
                    : with(body.origin(), new Frame(kind, name, use.origin().span()));
        }
        return origin;
    }

    private static Origin with(Origin origin, Frame frame) {
        List<Frame> frames = new ArrayList<>(origin.expansion());
        frames.add(frame);
        return new Origin(origin.span(), frames);
    }
}
