/** The ways to put an image in place side by side: each one really run, on code of its own shape. */
@NullMarked
package relolens.analyzer.compare;

import org.jspecify.annotations.NullMarked;
