/** The command line: one class for each command, data on standard output, everything else on standard error. */
@NullMarked
package relolens.server.cli;

import org.jspecify.annotations.NullMarked;
