package relolens.server.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import relolens.server.Product;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;
import relolens.server.terminal.UsageProblem;

/** {@code relolens completion}. */
@Command(
        name = "completion",
        description = "Prints a script that completes commands and options in a shell.",
        footerHeading = "%n",
        footer = {
            "  bash:  relolens completion bash > ~/.local/share/bash-completion/completions/relolens",
            "  zsh:   relolens completion zsh > ~/.relolens-completion, and in ~/.zshrc: source ~/.relolens-completion"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private String shell = "";

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new UsageProblem("completion " + shell + ": bash and zsh are known");
        }
        CommandLine top = spec.root().commandLine();
        // The generated script serves both: under zsh it turns bash's completion functions on.
        console.out().print(AutoComplete.bash(Product.NAME, top));
        console.out().flush();
        return Exit.CLEAN;
    }
}
