/**
 * The command line: one class for each command reads its options and says what they mean. Data on standard output,
 * everything else on standard error.
 */
@NullMarked
package relolens.server.cli;

import org.jspecify.annotations.NullMarked;
