package relolens.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import relolens.analyzer.Analysis;
import relolens.server.terminal.Console;
import relolens.server.terminal.Interrupt;

/** Where the process starts. */
public final class Main {
    private Main() {}

    /** Runs the command that {@code args} names and exits with its code. */
    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals(LspCommand.NAME)) {
            // An editor waits: reading a command line of one word takes longer than anything else here.
            System.exit(LspCommand.serve());
        }
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Interrupt interrupt = new Interrupt();
        interrupt.install();
        // The launcher looks: Java 17 knows only whether input and output are both terminals.
        boolean plain = !System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        var console = new Console(
                System.in,
                new PrintStream(new java.io.BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8),
                err,
                Path.of("").toAbsolutePath(),
                "1".equals(System.getenv("RELOLENS_STDOUT_TTY")) && !plain,
                "1".equals(System.getenv("RELOLENS_STDERR_TTY")),
                interrupt,
                Analysis::study);
        int code = CommandRunner.run(List.of(args), console);
        console.out().flush();
        interrupt.finished();
        System.exit(code);
    }
}
