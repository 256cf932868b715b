/** One class for each thing an editor asks: a snapshot and a question in, the protocol's values out. No state. */
@NullMarked
package relolens.server.features;

import org.jspecify.annotations.NullMarked;
