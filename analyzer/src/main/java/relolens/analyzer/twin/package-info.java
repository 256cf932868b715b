/** Near-duplicates: routines that do the same work and differ in how they treat the MMU only. */
@NullMarked
package relolens.analyzer.twin;

import org.jspecify.annotations.NullMarked;
