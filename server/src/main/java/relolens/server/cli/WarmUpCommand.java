package relolens.server.cli;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Loads what usual commands load, so that the launcher can archive those classes. Prints nothing. */
@Command(name = "warm-up", hidden = true, description = "Loads classes for the launcher's archive.")
final class WarmUpCommand implements Callable<Integer> {
    private static final String SOURCE = """
            //@ entry el=1 mmu=on
            warm:   mrs x0, sctlr_el1
                    bic x0, x0, #1
                    msr sctlr_el1, x0
                    isb
                    ret
            """;

    private final Console console;

    WarmUpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        for (String format : List.of("text", "json")) {
            silent("analyze", "--no-run", "--format", format, "-");
        }
        silent("explain", "C03");
        return Exit.CLEAN;
    }

    private void silent(String... args) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var in = new ByteArrayInputStream(SOURCE.getBytes(StandardCharsets.UTF_8));
        var quiet = new Console(
                in, nowhere, nowhere, console.directory(), false, false, console.interrupt(), console.engine());
        CommandRunner.run(List.of(args), quiet);
    }
}
