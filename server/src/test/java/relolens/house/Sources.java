package relolens.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The repository's own files, without what builds and downloads leave behind. */
final class Sources {
    private static final Set<String> NOT_OURS =
            Set.of(".git", "target", "node_modules", "dist", "out", ".cache", ".idea", ".vscode", ".settings", "bin");

    private Sources() {}

    /** {@return the repository's root: the nearest directory upwards that holds `check`} */
    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("check"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException(
                    "not inside the repository: " + Path.of("").toAbsolutePath());
        }
        return directory;
    }

    /** {@return all files, sorted} */
    static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    String name = directory.getFileName().toString();
                    return NOT_OURS.contains(name) || name.matches("linux-\\d.*")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(null);
        return files;
    }

    /** {@return whether a person wrote it as program text: by its name, or by its first line where it has no extension} */
    static boolean isProgram(Path file) {
        String name = file.getFileName().toString();
        if (name.matches(".*\\.(java|ts|mjs|js|sh)")) {
            return true;
        }
        return !name.contains(".") && text(file).startsWith("#!");
    }

    static String text(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
