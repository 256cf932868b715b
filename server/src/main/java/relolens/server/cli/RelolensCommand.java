package relolens.server.cli;

import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above all commands; alone it only helps. */
@Command(
        name = "relolens",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        scope = ScopeType.INHERIT,
        description = "Reads, checks and runs arm64 relocation and boot assembly.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:clean",
            "1:findings at or above --fail-on",
            "2:wrong usage or configuration",
            "3:input that could not be analysed; what could be is written",
            "4:internal error of relolens",
            "130:interrupted (Ctrl-C); what was ready is written, marked partial"
        })
final class RelolensCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack of an internal error.")
    @SuppressWarnings("UnusedVariable") // read from the arguments: it must work when parsing fails
    private boolean debug;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: "
                        + ManPage.commands(spec).stream()
                                .map(l -> l.getCommandName())
                                .collect(Collectors.joining(", ")));
    }
}
