/** When work is done: off the reader thread, latest version wins, on bounded pools, failures contained. */
@NullMarked
package relolens.server.schedule;

import org.jspecify.annotations.NullMarked;
