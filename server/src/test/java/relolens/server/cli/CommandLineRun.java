package relolens.server.cli;

import java.nio.file.Path;

/** The command line for tests of other rooms. */
public final class CommandLineRun {
    private CommandLineRun() {}

    /** {@return what the command prints on standard output, whatever its exit code} */
    public static String output(Path directory, String... args) {
        return CommandLineSession.run(directory, args).out();
    }
}
