package relolens.analyzer.rules;

import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.Base;
import relolens.analyzer.dataflow.Bytes;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Mention;
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
        return Mention.where(program.at(index).index());
    }

    /**
     * {@return what maintenance of the same memory leaves out, as the end of a sentence; "" where there was none}
     *
     * @param left the bytes it does not reach
     */
    public static String leftOut(Bytes left, @Nullable Base base) {
        if (!left.cut() || left.isEmpty()) {
            return "";
        }
        Bytes.Piece p = left.pieces().get(0);
        String from = base == null ? "there" : base.text();
        return ": what there is leaves out bytes " + signed(p.low()) + " to " + signed(p.high() - 1) + " from " + from
                + " on";
    }

    private static String signed(long n) {
        return n < 0 ? "−" + -n : Long.toString(n);
    }

    /** {@return the instruction in backquotes} */
    static String quoted(Program program, int index) {
        return Mention.quoted(program.at(index).index());
    }
}
