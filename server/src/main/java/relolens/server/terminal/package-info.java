/**
 * What a command has of the terminal it stands in: its streams, progress, Ctrl-C, exit codes, the threads it works on.
 * Knows neither options nor commands.
 */
@NullMarked
package relolens.server.terminal;

import org.jspecify.annotations.NullMarked;
