/** Object files read: ELF64 sections and symbols, and their code as objdump prints it. Writes none. */
@NullMarked
package relolens.analyzer.object;

import org.jspecify.annotations.NullMarked;
