/** Processor state of one core: registers, PSTATE, system registers, and what an exception is. Knows no memory. */
@NullMarked
package relolens.emulator.cpu;

import org.jspecify.annotations.NullMarked;
