package relolens.analyzer.project;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.source.SourceLoader;

/** Compilation databases found on the way up from files, each read once. Safe for use by several threads. */
public final class FoundDatabases {
    private final Map<Path, Optional<CompileCommands>> known = new ConcurrentHashMap<>();

    /** {@return the database at {@code path}, or null if there is none or it is none} */
    @Nullable
    CompileCommands at(Path path, SourceLoader loader) {
        return known.computeIfAbsent(path, p -> read(p, loader)).orElse(null);
    }

    private static Optional<CompileCommands> read(Path path, SourceLoader loader) {
        String text = loader.load(path.toString());
        Path base = path.getParent();
        if (text == null || base == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(CompileCommands.parse(text, base));
        } catch (CompileCommands.Malformed e) {
            // Nobody named it: a broken one counts as none.
            return Optional.empty();
        }
    }
}
