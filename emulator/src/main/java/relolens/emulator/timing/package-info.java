/**
 * Cycles: cores and boards as data files in which each number names its source, and a listener that turns what a machine
 * does into time, by instruction and by cause. Changes no machine state and holds no number of any core in code.
 */
@NullMarked
package relolens.emulator.timing;

import org.jspecify.annotations.NullMarked;
