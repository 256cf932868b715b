/**
 * Long runs in turns: watched until what they do repeats, then fast with the same costs, watched again to see that it still
 * holds. Knows no routine and no image.
 */
@NullMarked
package relolens.emulator.steady;

import org.jspecify.annotations.NullMarked;
