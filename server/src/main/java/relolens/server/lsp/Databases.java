package relolens.server.lsp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.project.CompileCommands;
import relolens.server.files.FileText;

/** Compilation databases, read again only when they changed: a kernel's has thousands of entries. */
final class Databases {
    private record Kept(FileTime time, CompileCommands commands) {}

    private static final Map<Path, Kept> KEPT = new ConcurrentHashMap<>();

    private Databases() {}

    /** {@return the database that the user named, or null if there is none or it is malformed (which is logged)} */
    static @Nullable CompileCommands read(@Nullable String given, Path root, Consumer<Throwable> log) {
        if (given == null) {
            return null;
        }
        try {
            Path named = root.resolve(given).normalize();
            Path file = Files.isDirectory(named) ? named.resolve("compile_commands.json") : named;
            FileTime time = Files.getLastModifiedTime(file);
            Kept kept = KEPT.get(file);
            if (kept != null && kept.time().equals(time)) {
                return kept.commands();
            }
            if (!(FileText.read(file) instanceof FileText.Text text)) {
                return null;
            }
            Path base = file.getParent();
            CompileCommands commands = CompileCommands.parse(text.text(), base == null ? root : base);
            KEPT.put(file, new Kept(time, commands));
            return commands;
        } catch (IOException | CompileCommands.Malformed | java.nio.file.InvalidPathException e) {
            log.accept(e);
            return null;
        }
    }
}
