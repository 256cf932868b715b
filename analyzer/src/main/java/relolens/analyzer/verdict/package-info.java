/** The MMU-agnostic verdict: does a routine do the same with the MMU on and off, and what rules out the other side. */
@NullMarked
package relolens.analyzer.verdict;

import org.jspecify.annotations.NullMarked;
