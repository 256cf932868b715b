package relolens.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import relolens.server.lsp.LanguageServerProcess;
import relolens.server.terminal.Console;

/** {@code relolens lsp}. */
@Command(name = LspCommand.NAME, description = "Language server on standard input and output.")
final class LspCommand implements Callable<Integer> {
    static final String NAME = "lsp";

    private final Console console;

    LspCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        // An editor that says SIGTERM means it: there is no partial result to wait for.
        console.interrupt().finished();
        return serve();
    }

    /** {@return the exit code, when the editor has ended the conversation} */
    static int serve() {
        return LanguageServerProcess.run();
    }
}
