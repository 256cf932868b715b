/**
 * What helps while one types: completion, signatures, highlighting, formatting. Works on text as it is at this moment and
 * on names of the last finished analysis, so that it never waits for one.
 */
@NullMarked
package relolens.server.writing;

import org.jspecify.annotations.NullMarked;
