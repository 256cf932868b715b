package relolens.analyzer.rules;

import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.emulator.isa.Disassembler;

/** How messages name instructions. */
public final class Words {
    private Words() {}

    /** {@return the instruction as objdump would print it, one space between mnemonic and operands} */
    public static String text(Instruction at) {
        return Disassembler.print(at.word(), at.offset()).replace('\t', ' ').trim();
    }

    /** {@return mnemonic and first words, in backquotes, with its line} */
    static String where(Program program, int index) {
        Instruction at = program.at(index);
        return "`" + text(at) + "` (line " + at.line() + ")";
    }

    /** {@return the instruction in backquotes} */
    static String quoted(Program program, int index) {
        return "`" + text(program.at(index)) + "`";
    }
}
