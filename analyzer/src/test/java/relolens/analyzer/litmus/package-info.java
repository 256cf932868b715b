/** Litmus tests of the memory model, as straight code: an outcome the architecture allows must be told, a forbidden one not. */
@NullMarked
package relolens.analyzer.litmus;

import org.jspecify.annotations.NullMarked;
