/** ELF64 relocatable objects out of assembled units. Knows the file format, no source text. */
@NullMarked
package relolens.analyzer.elf;

import org.jspecify.annotations.NullMarked;
