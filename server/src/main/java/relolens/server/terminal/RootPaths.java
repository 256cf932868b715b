package relolens.server.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Turns absolute paths into those the report prints.
 *
 * @param root absolute directory that they are relative to
 */
public record RootPaths(Path root) {
    /**
     * {@return the directory that {@code --root} names, the working directory if it names none}
     *
     * @throws UsageProblem if there is no such directory
     */
    public static Path directory(Console console, @Nullable String root) {
        if (root == null) {
            return console.directory();
        }
        Path directory = console.directory().resolve(root).normalize();
        if (!Files.isDirectory(directory)) {
            throw new UsageProblem("--root " + root + ": no such directory");
        }
        return directory;
    }

    /** {@return {@code file} relative to the root, with slashes; unchanged if it lies outside} */
    public String relative(Path file) {
        if (file.equals(root)) {
            return ".";
        }
        Path shown = file.startsWith(root) ? root.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }
}
