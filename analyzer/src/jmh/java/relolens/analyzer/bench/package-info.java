/** Measures how fast the engine is, as ratios to work whose cost is known. Profile {@code bench}; not shipped. */
@NullMarked
package relolens.analyzer.bench;

import org.jspecify.annotations.NullMarked;
