/** The front door of the core: one request in, one report out. Does no input or output of its own. */
@NullMarked
package relolens.analyzer;

import org.jspecify.annotations.NullMarked;
