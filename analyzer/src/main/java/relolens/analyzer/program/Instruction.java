package relolens.analyzer.program;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.source.Origin;
import relolens.emulator.isa.Computation;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;

/**
 * One instruction of the program.
 *
 * @param index dense number within the program, in section and offset order
 * @param section name of its section
 * @param offset byte offset in it
 * @param word the bits
 * @param row id of its row of the instruction table, "" where there is none
 * @param effects what it reads and writes, or null where the instruction table has no row for it
 * @param computes what it computes, if it is data processing that values are followed through, or null
 * @param relocation the relocation on it, or null
 * @param origin where its text stands
 */
public record Instruction(
        int index,
        String section,
        long offset,
        int word,
        String row,
        @Nullable Effects effects,
        @Nullable Computation computes,
        @Nullable Relocation relocation,
        Origin origin) {

    /** {@return whether CBZ or CBNZ looks at 32 bits only} */
    public boolean narrow() {
        return !row.isEmpty() && (row.equals("CBZ") || row.equals("CBNZ")) && width().of(word) == 0;
    }

    private static Encoding.Field width() {
        return Isa.a64().byId("CBZ").field("sf");
    }

    /** {@return the 1-based line of the outermost use} */
    public int line() {
        return origin.span().line();
    }

    /** {@return the file of the outermost use} */
    public String file() {
        return origin.span().file();
    }
}
