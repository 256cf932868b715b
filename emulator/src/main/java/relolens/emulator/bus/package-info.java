/**
 * How a core's loads and stores reach memory: alignment, translation, memory type, caches, in this order; and who may
 * watch. Knows no instruction.
 */
@NullMarked
package relolens.emulator.bus;

import org.jspecify.annotations.NullMarked;
