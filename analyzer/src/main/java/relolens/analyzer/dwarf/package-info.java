/** DWARF out of lines and functions, byte for byte as GNU as writes it. Knows no source text and no object format. */
@NullMarked
package relolens.analyzer.dwarf;

import org.jspecify.annotations.NullMarked;
