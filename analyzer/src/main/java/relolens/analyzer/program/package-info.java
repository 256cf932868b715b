/** The assembled unit as a program: routines, basic blocks, control flow, calls. Knows no machine state. */
@NullMarked
package relolens.analyzer.program;

import org.jspecify.annotations.NullMarked;
