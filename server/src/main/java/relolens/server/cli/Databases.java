package relolens.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.project.CompileCommands;
import relolens.server.files.FileText;
import relolens.server.terminal.UsageProblem;

/** Reads the compilation database that {@code -p} names. */
final class Databases {
    private Databases() {}

    static @Nullable CompileCommands read(@Nullable String given, Path directory) {
        if (given == null) {
            return null;
        }
        Path file = directory.resolve(given).normalize();
        if (Files.isDirectory(file)) {
            file = file.resolve("compile_commands.json");
        }
        FileText read = FileText.read(file);
        if (read instanceof FileText.Unusable bad) {
            throw new UsageProblem("-p " + given + ": " + file + ": " + bad.message());
        }
        try {
            Path base = file.getParent();
            return CompileCommands.parse(((FileText.Text) read).text(), base == null ? directory : base);
        } catch (CompileCommands.Malformed e) {
            throw new UsageProblem(file + ":" + e.getMessage());
        }
    }
}
