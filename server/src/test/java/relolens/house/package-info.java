/** Tests of the house itself: which rooms may see which, how things are named, how long files are. */
@NullMarked
package relolens.house;

import org.jspecify.annotations.NullMarked;
