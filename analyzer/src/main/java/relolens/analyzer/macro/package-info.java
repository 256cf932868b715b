/** The macro room of GNU as: definitions, arguments, expansion, repetition and the stack of texts being read. */
@NullMarked
package relolens.analyzer.macro;

import org.jspecify.annotations.NullMarked;
