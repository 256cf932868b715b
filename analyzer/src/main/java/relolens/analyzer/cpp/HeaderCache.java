package relolens.analyzer.cpp;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.SourceLoader;

/**
 * Files already read and cut into lines, for units that share headers. Holds what the loader said at first asking, so
 * it should live no longer than one request. Safe for use by several threads.
 */
public final class HeaderCache {
    private final SourceLoader loader;
    private final Map<String, Optional<SourceText>> files = new ConcurrentHashMap<>();

    /** A cache over {@code loader}, empty. */
    public HeaderCache(SourceLoader loader) {
        this.loader = loader;
    }

    @Nullable
    SourceText get(String path) {
        return files.computeIfAbsent(path, this::read).orElse(null);
    }

    private Optional<SourceText> read(String path) {
        String text = loader.load(path);
        return text == null ? Optional.empty() : Optional.of(new SourceText(path, text));
    }
}
