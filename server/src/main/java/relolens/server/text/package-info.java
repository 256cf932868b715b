/** A document's text cut into tokens line by line, neither preprocessed nor assembled: what there is while one types. */
@NullMarked
package relolens.server.text;

import org.jspecify.annotations.NullMarked;
