package relolens.analyzer.cpp;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.SourceLoader;

/**
 * Files already read and cut into lines, for units that share headers. Holds what the loader said at first asking, so
 * it should live no longer than one command or one edit. Safe for use by several threads. It is a loader itself: handed to
 * several requests it serves them all.
 */
public final class HeaderCache implements SourceLoader {
    private final SourceLoader loader;
    private final Map<String, Optional<SourceText>> files;

    /** What this cache and those before it cut up, as long as anybody holds it: for files that turn out to be unchanged. */
    private final Map<String, WeakReference<SourceText>> earlier;

    /** Told of every path that is asked for, whether there is such a file or not. */
    private final Consumer<String> asked;

    /** A cache over {@code loader}, empty. */
    public HeaderCache(SourceLoader loader) {
        this(loader, new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), path -> {});
    }

    private HeaderCache(
            SourceLoader loader,
            Map<String, Optional<SourceText>> files,
            Map<String, WeakReference<SourceText>> earlier,
            Consumer<String> asked) {
        this.loader = loader;
        this.files = files;
        this.earlier = earlier;
        this.asked = asked;
    }

    /**
     * {@return a cache over {@code newLoader}, which is asked for every file again; one whose text is the same as before is
     * not cut up again}
     */
    public HeaderCache again(SourceLoader newLoader) {
        return new HeaderCache(newLoader, new ConcurrentHashMap<>(), earlier, path -> {});
    }

    /** {@return this cache's files under another hand, which tells {@code asked} of every path it is asked for} */
    public HeaderCache watched(Consumer<String> asked) {
        return new HeaderCache(loader, files, earlier, asked);
    }

    /** {@return this cache's files, some of them with other texts} */
    public HeaderCache with(Map<String, String> texts) {
        Map<String, Optional<SourceText>> others = new ConcurrentHashMap<>(files);
        others.keySet().removeAll(texts.keySet());
        SourceLoader under = path -> texts.containsKey(path) ? texts.get(path) : loader.load(path);
        return new HeaderCache(under, others, new ConcurrentHashMap<>(), asked);
    }

    /** {@return {@code loader} itself if it is a cache, else a new cache over it} */
    public static HeaderCache over(SourceLoader loader) {
        return loader instanceof HeaderCache cache ? cache : new HeaderCache(loader);
    }

    @Override
    public @Nullable String load(String path) {
        asked.accept(path);
        return loader.load(path);
    }

    @Override
    public byte @Nullable [] loadBytes(String path) {
        asked.accept(path);
        return loader.loadBytes(path);
    }

    @Nullable
    SourceText get(String path) {
        asked.accept(path);
        return files.computeIfAbsent(path, this::read).orElse(null);
    }

    private Optional<SourceText> read(String path) {
        String text = loader.load(path);
        if (text == null) {
            return Optional.empty();
        }
        WeakReference<SourceText> known = earlier.get(path);
        SourceText before = known == null ? null : known.get();
        if (before != null && before.isOf(text)) {
            return Optional.of(before);
        }
        SourceText cut = new SourceText(path, text);
        earlier.put(path, new WeakReference<>(cut));
        return Optional.of(cut);
    }
}
