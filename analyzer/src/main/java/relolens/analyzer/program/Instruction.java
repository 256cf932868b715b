package relolens.analyzer.program;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.source.Origin;
import relolens.emulator.isa.Effects;

/**
 * One instruction of the program.
 *
 * @param index dense number within the program, in section and offset order
 * @param section name of its section
 * @param offset byte offset in it
 * @param word the bits
 * @param effects what it reads and writes, or null where the instruction table has no row for it
 * @param relocation the relocation on it, or null
 * @param origin where its text stands
 */
public record Instruction(
        int index,
        String section,
        long offset,
        int word,
        @Nullable Effects effects,
        @Nullable Relocation relocation,
        Origin origin) {

    /** {@return the 1-based line of the outermost use} */
    public int line() {
        return origin.span().line();
    }

    /** {@return the file of the outermost use} */
    public String file() {
        return origin.span().file();
    }
}
