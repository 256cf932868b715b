package relolens.server.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import relolens.server.Engine;

/**
 * What a command talks to.
 *
 * @param in data in
 * @param out data out
 * @param err progress and problems
 * @param directory that relative paths are resolved against, absolute
 * @param outColour whether {@code out} may be coloured
 * @param errTerminal whether {@code err} is a terminal whose line may be rewritten
 * @param interrupt the user's Ctrl-C
 * @param engine what analyses
 */
public record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Path directory,
        boolean outColour,
        boolean errTerminal,
        Interrupt interrupt,
        Engine engine) {

    /** Says one line on standard error. */
    public void say(String line) {
        err.println(line);
    }
}
