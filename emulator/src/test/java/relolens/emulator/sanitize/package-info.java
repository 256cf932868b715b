/** Litmus tests of the maintenance sanitiser. */
@NullMarked
package relolens.emulator.sanitize;

import org.jspecify.annotations.NullMarked;
