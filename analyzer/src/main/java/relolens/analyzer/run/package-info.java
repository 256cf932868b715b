/** Turns a routine and a run clause into a machine run and its outcome into report rows. */
@NullMarked
package relolens.analyzer.run;

import org.jspecify.annotations.NullMarked;
