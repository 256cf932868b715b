package relolens.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;

/** {@code relolens man}. */
@Command(
        name = "man",
        description = "Prints the manual page, for man: relolens man > ~/.local/share/man/man1/relolens.1")
final class ManCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    ManCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().print(ManPage.of(spec.root()));
        console.out().flush();
        return Exit.CLEAN;
    }
}
