package relolens.analyzer.cpp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Frame;
import relolens.analyzer.source.Span;

/** How a file came to be read: the chain of {@code #include} lines down to it. */
record Inclusion(@Nullable Inclusion outer, String path, Span directive) {
    /** {@return the chain, outermost first} */
    static List<Frame> frames(@Nullable Inclusion innermost) {
        List<Frame> frames = new ArrayList<>();
        for (Inclusion i = innermost; i != null; i = i.outer) {
            frames.add(new Frame(Frame.Kind.INCLUDE, i.path, i.directive));
        }
        Collections.reverse(frames);
        return frames;
    }
}
