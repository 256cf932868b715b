/** The GNU assembler: statements, macros, expressions, sections, fix-ups and objects, every byte knowing its origin. */
@NullMarked
package relolens.analyzer.asm;

import org.jspecify.annotations.NullMarked;
