package relolens.server.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.emulator.timing.TimingDataException;
import relolens.emulator.timing.TimingLibrary;
import relolens.server.files.DiskSources;
import relolens.server.terminal.Console;
import relolens.server.terminal.RootPaths;
import relolens.server.terminal.UsageProblem;

/** What {@code --core} and {@code --board} name: a core or board of the program's, or a file. */
final class MachineOption {
    private MachineOption() {}

    /** {@return the library that reads files relative to {@code directory}} */
    static TimingLibrary library(Path directory) {
        DiskSources disk = new DiskSources(directory, Map.of());
        return new TimingLibrary(disk::load);
    }

    /** {@return the core as a report with {@code root} names it} @throws UsageProblem if there is none, or its file is wrong */
    static @Nullable String core(@Nullable String name, Console console, Path root) {
        if (name != null) {
            checked("--core", name, () -> library(console.directory()).core(name));
        }
        return placed(name, console, root);
    }

    /** {@return the board as a report with {@code root} names it} @throws UsageProblem as {@link #core} */
    static @Nullable String board(@Nullable String name, Console console, Path root) {
        if (name != null) {
            checked("--board", name, () -> library(console.directory()).board(name));
        }
        return placed(name, console, root);
    }

    private static void checked(String option, String name, Runnable look) {
        try {
            look.run();
        } catch (TimingDataException e) {
            throw problem(option + " " + name, e);
        }
    }

    /** {@return the problem for the user: a line for everything that is wrong with a file} */
    static UsageProblem problem(String what, TimingDataException e) {
        return new UsageProblem(
                e.problems().size() == 1
                        ? what + ": " + e.getMessage()
                        : what + ": " + e.problems().size() + " problems:\n" + String.join("\n", e.problems()));
    }

    private static @Nullable String placed(@Nullable String name, Console console, Path root) {
        return name == null || !TimingLibrary.isFile(name)
                ? name
                : new RootPaths(root).relative(console.directory().resolve(name).normalize());
    }
}
