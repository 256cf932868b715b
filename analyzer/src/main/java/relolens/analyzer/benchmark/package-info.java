/** A small program for real hardware that makes a routine's stores and loads over layouts, to confirm a prediction. */
@NullMarked
package relolens.analyzer.benchmark;

import org.jspecify.annotations.NullMarked;
