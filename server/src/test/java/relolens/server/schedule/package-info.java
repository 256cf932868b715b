/** Tests of when work is done. */
@NullMarked
package relolens.server.schedule;

import org.jspecify.annotations.NullMarked;
