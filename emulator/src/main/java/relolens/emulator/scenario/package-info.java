/**
 * What a routine finds when it is entered and what it must have done when it leaves: guest memory with entry lists, page
 * tables and buffers, registers by role, and the verdict read from the machine's own memory. Knows no kernel version and
 * no source file.
 */
@NullMarked
package relolens.emulator.scenario;

import org.jspecify.annotations.NullMarked;
