/** Which names stand where in source text, and what each one means: occurrences, definitions, blocks. For navigation. */
@NullMarked
package relolens.analyzer.index;

import org.jspecify.annotations.NullMarked;
