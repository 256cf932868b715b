package relolens.server.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import relolens.emulator.timing.TimingDataException;
import relolens.emulator.timing.TimingLibrary;
import relolens.server.manual.Manual;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;
import relolens.server.terminal.UsageProblem;

/** {@code relolens explain}. */
@Command(
        name = "explain",
        description =
                "Prints the documentation of a rule, core, board, system register or profile; alone it lists them.")
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..*",
            description =
                    "For example C03, ic-no-dsb, cortex-a53, rk3399, sctlr_el1, or your my-board.yml, which is checked.")
    private List<String> topics = List.of();

    ExplainCommand(Console console) {
        this.console = console;
    }

    private String file(String path) {
        try {
            return MachineOption.library(console.directory()).describe(path);
        } catch (TimingDataException e) {
            throw MachineOption.problem("explain " + path, e);
        }
    }

    @Override
    public Integer call() {
        if (topics.isEmpty()) {
            Manual.topics().forEach((kind, names) -> {
                console.out().println(kind + ":");
                names.forEach(n -> console.out().println("  " + n));
            });
        }
        for (String topic : topics) {
            String text = TimingLibrary.isFile(topic) ? file(topic) : Manual.explain(topic);
            if (text == null) {
                List<String> near = Manual.near(topic);
                String hint = near.isEmpty()
                        ? "relolens explain lists them"
                        : "did you mean " + String.join(" or ", near) + "?";
                throw new UsageProblem("explain " + topic + ": no rule, core, board, system register or profile of that"
                        + " name; " + hint);
            }
            console.out().print(text.endsWith("\n") ? text : text + "\n");
        }
        return Exit.CLEAN;
    }
}
