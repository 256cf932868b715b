/**
 * What an A64 instruction is: the one table, and what can be read off it (decoder, encoder, disassembler, operand
 * effects, timing class). Pure data about words; knows no memory, no machine, no source file, and of ours only
 * {@code names}.
 */
@NullMarked
package relolens.emulator.isa;

import org.jspecify.annotations.NullMarked;
