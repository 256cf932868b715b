package relolens.server.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the object of each source: NAME.o in the directory given; sources of one name keep their directories apart. */
final class ObjectFiles {
    private ObjectFiles() {}

    /**
     * {@return the object of each source}
     *
     * @param directory where objects go, absolute
     */
    static Map<Path, Path> below(Path directory, Iterable<Path> sources) {
        Map<String, Integer> named = new HashMap<>();
        Path common = null;
        for (Path source : sources) {
            named.merge(name(source), 1, Integer::sum);
            common = common == null ? source.getParent() : commonStart(common, source);
        }
        Map<Path, Path> objects = new LinkedHashMap<>();
        for (Path source : sources) {
            String name = name(source);
            boolean alone = named.getOrDefault(name, 0) == 1;
            Path parent = source.getParent();
            Path inside = alone || parent == null || common == null ? Path.of("") : common.relativize(parent);
            objects.put(source, directory.resolve(inside).resolve(name).normalize());
        }
        return objects;
    }

    private static @Nullable Path commonStart(Path directory, Path source) {
        Path start = directory;
        while (start != null && !source.startsWith(start)) {
            start = start.getParent();
        }
        return start;
    }

    private static String name(Path source) {
        String name = String.valueOf(source.getFileName());
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name) + ".o";
    }
}
