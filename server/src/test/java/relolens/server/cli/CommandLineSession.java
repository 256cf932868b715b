package relolens.server.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import relolens.analyzer.Analysis;
import relolens.server.Engine;
import relolens.server.terminal.Console;
import relolens.server.terminal.Interrupt;

/** The command line in this process, streams caught. */
record CommandLineSession(int code, String out, String err) {
    static CommandLineSession run(Path directory, String... args) {
        return withInput(directory, "", args);
    }

    static CommandLineSession withInput(Path directory, String in, String... args) {
        return with(directory, in, new Interrupt(), Analysis::study, args);
    }

    static CommandLineSession with(Path directory, String in, Interrupt interrupt, Engine engine, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                directory,
                false,
                false,
                interrupt,
                engine);
        int code = CommandRunner.run(List.of(args), console);
        return new CommandLineSession(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
