package relolens.server.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Goes through a workspace's folders for files in which names of assembly may stand. */
public final class WorkspaceFiles {
    private static final Set<String> SKIPPED = Set.of("node_modules", "target", "build", "out");
    private static final Set<String> ENDINGS =
            Set.of("S", "s", "h", "c", "inc", "asm", "lds", "ld", "cpp", "cc", "hpp");
    private static final long LARGEST = 2L << 20;

    private WorkspaceFiles() {}

    /**
     * Tells {@code found} each file below {@code folder}; hidden and built directories and large files are left out.
     *
     * @param stopped asked now and then whether to end early
     */
    public static void below(Path folder, BooleanSupplier stopped, Consumer<Path> found) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path d, BasicFileAttributes attributes) {
                    Path name = d.getFileName();
                    boolean skip = name != null
                            && !d.equals(folder)
                            && (name.toString().startsWith(".") || SKIPPED.contains(name.toString()));
                    return stopped.getAsBoolean()
                            ? FileVisitResult.TERMINATE
                            : skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && attributes.size() <= LARGEST && isSource(file)) {
                        found.accept(file);
                    }
                    return stopped.getAsBoolean() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // A folder that cannot be read has no files for us.
            return;
        }
    }

    /** {@return whether names of assembly may stand in a file, by its name} */
    public static boolean isSource(Path file) {
        String name = String.valueOf(file.getFileName());
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /** {@return whether there is such a file} */
    public static boolean exists(Path file) {
        return Files.isRegularFile(file);
    }
}
