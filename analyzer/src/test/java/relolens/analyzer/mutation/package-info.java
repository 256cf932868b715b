/** What the analysis notices when a maintenance or barrier instruction is missing or in the wrong place. */
@NullMarked
package relolens.analyzer.mutation;

import org.jspecify.annotations.NullMarked;
