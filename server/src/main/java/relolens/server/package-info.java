/** What both doors share: the product's name and version. */
@NullMarked
package relolens.server;

import org.jspecify.annotations.NullMarked;
