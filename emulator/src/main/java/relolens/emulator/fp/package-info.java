/** Floating-point arithmetic as Arm defines it on bits: formats, rounding, NaNs, exception flags. Knows no registers. */
@NullMarked
package relolens.emulator.fp;

import org.jspecify.annotations.NullMarked;
