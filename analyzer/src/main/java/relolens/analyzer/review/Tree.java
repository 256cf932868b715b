package relolens.analyzer.review;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.SourceLoader;

/** A source tree at one moment of a series: files as they were, under those the patches so far have changed. */
final class Tree implements SourceLoader {
    private final SourceLoader under;
    private final Map<String, Optional<String>> changed;

    private Tree(SourceLoader under, Map<String, Optional<String>> changed) {
        this.under = under;
        this.changed = changed;
    }

    static Tree over(SourceLoader under) {
        return new Tree(under, Map.of());
    }

    /** {@return this tree with {@code path} holding {@code text}; null takes the file away} */
    Tree with(String path, @Nullable String text) {
        var next = new HashMap<>(changed);
        next.put(path, Optional.ofNullable(text));
        return new Tree(under, Map.copyOf(next));
    }

    @Override
    public @Nullable String load(String path) {
        Optional<String> own = changed.get(path);
        return own != null ? own.orElse(null) : under.load(path);
    }
}
