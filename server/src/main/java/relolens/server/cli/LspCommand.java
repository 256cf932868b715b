package relolens.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code relolens lsp}. */
@Command(name = "lsp", description = "Language server on standard input and output.")
final class LspCommand implements Callable<Integer> {
    LspCommand(Console console) {}

    @Override
    public Integer call() {
        throw new UsageProblem("lsp: not available yet");
    }
}
