package relolens.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import relolens.server.lsp.LanguageServerProcess;

/** {@code relolens lsp}. */
@Command(name = "lsp", description = "Language server on standard input and output.")
final class LspCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return LanguageServerProcess.run();
    }
}
