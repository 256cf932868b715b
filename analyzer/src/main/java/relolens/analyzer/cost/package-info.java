/** What a loop costs a round by itself, in its steady state: nothing is run, its instructions are told to the cycle model. */
@NullMarked
package relolens.analyzer.cost;

import org.jspecify.annotations.NullMarked;
