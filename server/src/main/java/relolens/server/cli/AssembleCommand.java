package relolens.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import relolens.analyzer.project.GccArguments;

/** {@code relolens assemble}. */
@Command(name = "assemble", description = "Assemble.")
final class AssembleCommand implements Callable<Integer> {
    AssembleCommand(Console console, GccArguments gcc) {}

    @Override
    public Integer call() {
        throw new UsageProblem("assemble: not available yet");
    }
}
