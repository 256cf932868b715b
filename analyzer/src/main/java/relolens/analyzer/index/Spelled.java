package relolens.analyzer.index;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.Frame;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Span;

/** Finds where a name that an expansion brought forth is spelled: in the macro, or at the use as an argument. */
final class Spelled {
    private final Function<String, @Nullable FileIndex> files;

    Spelled(Function<String, @Nullable FileIndex> files) {
        this.files = files;
    }

    /** {@return the places of {@code origin}, innermost first: the definitions' lines, then the use} */
    static List<Span> places(Origin origin) {
        List<Span> places = new ArrayList<>();
        List<Frame> frames = origin.expansion();
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (frames.get(i).kind() != Frame.Kind.INCLUDE) {
                places.add(frames.get(i).at());
            }
        }
        places.add(origin.span());
        return places;
    }

    /** {@return the innermost occurrence of {@code origin} that is wanted, or null: the name is put together} */
    @Nullable
    Located find(Origin origin, Predicate<Occurrence> wanted) {
        for (Span place : places(origin)) {
            Located found = in(place, wanted);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** {@return the first wanted occurrence in the lines of {@code place}; those inside the place itself come first} */
    private @Nullable Located in(Span place, Predicate<Occurrence> wanted) {
        FileIndex file = files.apply(place.file());
        if (file == null) {
            return null;
        }
        int from = file.offset(place.line(), place.column());
        int to = file.offset(place.endLine(), place.endColumn());
        int lineStart = file.offset(place.line(), 1);
        int lineEnd = file.offset(place.endLine() + 1, 1);
        if (lineEnd <= to) {
            lineEnd = file.text().length();
        }
        Located near = null;
        List<Occurrence> all = file.occurrences();
        for (int i = file.firstFrom(lineStart); i < all.size() && all.get(i).start() < lineEnd; i++) {
            Occurrence o = all.get(i);
            if (wanted.test(o)) {
                if (o.start() >= from && o.end() <= Math.max(to, from + 1)) {
                    return new Located(file, o);
                }
                near = near == null ? new Located(file, o) : near;
            }
        }
        return near;
    }
}
