/**
 * The machine as a whole: processor, memory, translation and caches under one roof, what stops it and who may watch it.
 * Knows no timing: whoever wants cycles listens.
 */
@NullMarked
package relolens.emulator.machine;

import org.jspecify.annotations.NullMarked;
