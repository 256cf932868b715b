package relolens.analyzer.contract;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import relolens.analyzer.source.SourceLoader;

/** Looks for {@code relolens.yml} from a file's directory upwards, until one says {@code root: true}. */
final class SidecarSearch {
    private static final String NAME = "relolens.yml";

    private SidecarSearch() {}

    /**
     * A sidecar that may speak of the file.
     *
     * @param relative the file's path as the sidecar's globs see it
     */
    record Found(Sidecar sidecar, String relative) {}

    /** {@return the sidecars, nearest first} */
    static List<Found> of(String file, SourceLoader loader) {
        List<Found> found = new ArrayList<>();
        Path path;
        try {
            path = Path.of(file).normalize();
        } catch (InvalidPathException e) {
            return found;
        }
        Path absolute = path.toAbsolutePath().normalize();
        int up = 0;
        for (Path dir = absolute.getParent(); dir != null; dir = dir.getParent(), up++) {
            String candidate = candidate(path, dir, up);
            String text = loader.load(candidate);
            if (text != null) {
                Sidecar sidecar = Sidecar.parse(candidate, text);
                found.add(new Found(sidecar, dir.relativize(absolute).toString().replace('\\', '/')));
                if (sidecar.root()) {
                    break;
                }
            }
        }
        return found;
    }

    /** {@return the sidecar at {@code config} alone; globs are relative to its directory, else to the file system's root} */
    static List<Found> only(String config, String file, SourceLoader loader) {
        String text = loader.load(config);
        if (text == null) {
            return List.of();
        }
        String relative = file;
        try {
            Path directory = Path.of(config).toAbsolutePath().normalize().getParent();
            Path absolute = Path.of(file).toAbsolutePath().normalize();
            Path seen = directory != null && absolute.startsWith(directory) ? directory.relativize(absolute) : absolute;
            relative = seen.toString().replace('\\', '/');
        } catch (InvalidPathException e) {
            // Then the globs see the name as it was given.
        }
        return List.of(new Found(Sidecar.parse(config, text), relative));
    }

    /** Relative paths stay relative, so that loaders and reports see one kind of name. */
    private static String candidate(Path file, Path dir, int up) {
        Path parent = file.getParent();
        if (file.isAbsolute() || file.startsWith("..")) {
            return dir.resolve(NAME).toString();
        }
        int depth = parent == null ? 0 : parent.getNameCount();
        if (parent != null && up < depth) {
            return parent.subpath(0, depth - up).resolve(NAME).toString();
        }
        return "../".repeat(up - depth) + NAME;
    }
}
