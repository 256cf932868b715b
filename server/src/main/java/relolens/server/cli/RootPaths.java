package relolens.server.cli;

import java.nio.file.Path;

/**
 * Turns absolute paths into those the report prints.
 *
 * @param root absolute directory that they are relative to
 */
record RootPaths(Path root) {
    /** {@return {@code file} relative to the root, with slashes; unchanged if it lies outside} */
    String relative(Path file) {
        if (file.equals(root)) {
            return ".";
        }
        Path shown = file.startsWith(root) ? root.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }
}
