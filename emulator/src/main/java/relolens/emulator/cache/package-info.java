/** The one cache model: geometry, tags, optional line contents, maintenance operations, write streaming. */
@NullMarked
package relolens.emulator.cache;

import org.jspecify.annotations.NullMarked;
