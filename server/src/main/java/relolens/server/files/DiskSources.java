package relolens.server.files;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.SourceLoader;

/**
 * Source files of the disk, under those of an overlay (standard input, open editors). Remembers what it read, misses
 * too, so one analysis sees one state of the disk: make a new one for the next.
 */
public final class DiskSources implements SourceLoader {
    private final Path directory;
    private final Map<String, String> overlay;
    private final Map<String, Optional<String>> read = new ConcurrentHashMap<>();

    /**
     * @param directory that relative paths are resolved against
     * @param overlay text that stands instead of files, by absolute normalised path
     */
    public DiskSources(Path directory, Map<String, String> overlay) {
        this.directory = directory;
        this.overlay = Map.copyOf(overlay);
    }

    @Override
    public @Nullable String load(String path) {
        Path absolute;
        try {
            absolute = directory.resolve(path).normalize();
        } catch (InvalidPathException e) {
            return null;
        }
        String over = overlay.get(absolute.toString());
        if (over != null) {
            return over;
        }
        return read.computeIfAbsent(absolute.toString(), p -> disk(absolute)).orElse(null);
    }

    private static Optional<String> disk(Path path) {
        return FileText.read(path) instanceof FileText.Text t ? Optional.of(t.text()) : Optional.empty();
    }
}
