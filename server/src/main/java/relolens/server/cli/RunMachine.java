package relolens.server.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import relolens.server.terminal.Console;

/** {@code --core} and {@code --board} of commands that report runs. */
final class RunMachine {
    @Option(
            names = "--core",
            paramLabel = "CORE",
            completionCandidates = CoreNames.class,
            description = "Core model of runs, or a file such as my-core.yml.")
    private @Nullable String core;

    @Option(
            names = "--board",
            paramLabel = "BOARD",
            completionCandidates = BoardNames.class,
            description = "Board model of runs, or a file such as my-board.yml.")
    private @Nullable String board;

    /** {@return the core as a report with {@code root} names it, or null} @throws relolens.server.terminal.UsageProblem if it is none */
    @Nullable
    String core(Console console, Path root) {
        return MachineOption.core(core, console, root);
    }

    /** {@return the board as a report with {@code root} names it, or null} @throws relolens.server.terminal.UsageProblem if it is none */
    @Nullable
    String board(Console console, Path root) {
        return MachineOption.board(board, console, root);
    }
}
