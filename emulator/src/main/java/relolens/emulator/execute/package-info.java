/** Semantics of the table's rows and the interpreter that runs them. */
@NullMarked
package relolens.emulator.execute;

import org.jspecify.annotations.NullMarked;
