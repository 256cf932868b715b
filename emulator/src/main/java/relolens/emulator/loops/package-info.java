/**
 * Loops that do nothing but step through memory: recognised in decoded code, and many of their rounds carried out in one
 * go with the same architectural result as one by one.
 */
@NullMarked
package relolens.emulator.loops;

import org.jspecify.annotations.NullMarked;
