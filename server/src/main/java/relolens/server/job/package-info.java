/**
 * The work of commands that take many files, once their options are read: find the inputs, analyse, assemble or review
 * them, write what came of it. Knows no options.
 */
@NullMarked
package relolens.server.job;

import org.jspecify.annotations.NullMarked;
