/** Tests of kept reports. */
@NullMarked
package relolens.server.cache;

import org.jspecify.annotations.NullMarked;
