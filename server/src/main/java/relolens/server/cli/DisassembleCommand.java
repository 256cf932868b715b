package relolens.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code relolens disassemble}. */
@Command(name = "disassemble", description = "Disassemble.")
final class DisassembleCommand implements Callable<Integer> {
    DisassembleCommand(Console console) {}

    @Override
    public Integer call() {
        throw new UsageProblem("disassemble: not available yet");
    }
}
