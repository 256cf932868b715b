package relolens.analyzer.cpp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Frame;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Span;

/** A line of output: its text and, per token, where that begins. Origins are worked out when asked for. */
final class OutputLine implements PreprocessedLine {
    private final String text;
    private final Token[] tokens;

    /** Offset of each token in {@link #text}. */
    private final int[] starts;

    private final SourceText source;
    private final @Nullable Inclusion inclusion;

    OutputLine(String text, Token[] tokens, int[] starts, SourceText source, @Nullable Inclusion inclusion) {
        this.text = text;
        this.tokens = tokens;
        this.starts = starts;
        this.source = source;
        this.inclusion = inclusion;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Origin origin(int from, int to) {
        int first = tokenAt(from);
        int last = tokenAt(Math.max(from, to - 1));
        List<Frame> frames = Inclusion.frames(inclusion);
        frames.addAll(defines(first, last));
        int start = start(first, from);
        int end = Math.max(start, end(last, to));
        return new Origin(source.span(start, end), frames);
    }

    private int tokenAt(int offset) {
        int at = Arrays.binarySearch(starts, offset);
        return at >= 0 ? at : Math.max(0, -at - 2);
    }

    /** {@return the offset in the user's file where the text from {@code from} on, inside token {@code i}, begins} */
    private int start(int i, int from) {
        Token t = tokens[i];
        if (t.expansion != null) {
            return t.expansion.outermost().use.start;
        }
        int into = from - starts[i];
        boolean exact = into > 0 && into < t.text.length() && t.end - t.start == t.text.length();
        return exact ? t.start + into : t.start;
    }

    private int end(int i, int to) {
        Token t = tokens[i];
        if (t.expansion != null) {
            return t.expansion.outermost().end;
        }
        int into = to - starts[i];
        boolean exact = into > 0 && into < t.text.length() && t.end - t.start == t.text.length();
        return exact ? t.start + into : t.end;
    }

    /** {@return the expansions that all of the tokens share, outermost first} */
    private List<Frame> defines(int first, int last) {
        Expansion common = tokens[first].expansion;
        for (int i = first + 1; i <= last && common != null; i++) {
            common = shared(common, tokens[i].expansion);
        }
        List<Frame> frames = new ArrayList<>();
        Token at = tokens[first];
        for (Expansion e = at.expansion; e != null; e = e.outer()) {
            if (common != null && e.depth() <= common.depth()) {
                frames.add(frame(e, at));
            }
            at = e.use;
        }
        Collections.reverse(frames);
        return frames;
    }

    private static @Nullable Expansion shared(Expansion one, @Nullable Expansion other) {
        Expansion a = one;
        Expansion b = other;
        while (a != null && b != null && a != b) {
            if (a.depth() >= b.depth()) {
                a = a.outer();
            } else {
                b = b.outer();
            }
        }
        return b == null ? null : a;
    }

    private static Frame frame(Expansion e, Token produced) {
        Token place = e.macro.holds(produced) ? produced : e.macro.defined;
        Span span = place.source == null
                ? Span.of("<built-in>", 1, 1, place.text.length())
                : place.source.span(place.start, place.end);
        return new Frame(Frame.Kind.DEFINE, e.macro.name, span);
    }
}
