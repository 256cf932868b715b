/**
 * Names that the instruction table's columns use and the data files beside it list: system registers and operations,
 * architectures, cores and extensions with the features they bring, titles of mnemonics. Knows no instruction.
 */
@NullMarked
package relolens.emulator.names;

import org.jspecify.annotations.NullMarked;
