/**
 * Puts a review that was written to a file where people read it. Optional and apart: nothing else of Relolens speaks to a
 * network. Posting twice posts once.
 */
@NullMarked
package relolens.server.post;

import org.jspecify.annotations.NullMarked;
