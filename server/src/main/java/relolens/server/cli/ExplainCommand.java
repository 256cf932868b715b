package relolens.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code relolens explain}. */
@Command(name = "explain", description = "Explain.")
final class ExplainCommand implements Callable<Integer> {
    ExplainCommand(Console console) {}

    @Override
    public Integer call() {
        throw new UsageProblem("explain: not available yet");
    }
}
