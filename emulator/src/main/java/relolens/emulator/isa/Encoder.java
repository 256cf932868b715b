package relolens.emulator.isa;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relolens.emulator.names.Target;

/** Text to word, by the table. Accepts what GNU as 2.40 accepts for the rows present. */
public final class Encoder {
    private Encoder() {}

    /**
     * @param word the encoded bits, fixup fields zero
     * @param encoding the row chosen, or null when {@link #problem} is set
     * @param fixups fields that wait for symbols
     * @param problem what is wrong, in words a user can act on, or null
     * @param problemFrom start of the offending text in the operand field, -1 for the mnemonic
     * @param problemTo its end, exclusive
     */
    public record Result(
            int word,
            @Nullable Encoding encoding,
            List<Fixup> fixups,
            @Nullable String problem,
            int problemFrom,
            int problemTo) {
        public Result {
            fixups = List.copyOf(fixups);
        }

        static Result problem(String message, int from, int to) {
            return new Result(0, null, List.of(), message, from, to);
        }
    }

    /** {@return whether any row has this mnemonic, conditions ({@code b.eq}, {@code beq}) included} */
    public static boolean isMnemonic(String mnemonic) {
        return !Isa.a64().spellings(mnemonic.toLowerCase(Locale.ROOT)).isEmpty();
    }

    /** Encodes one instruction with every feature on; never throws on bad text. */
    public static Result encode(String mnemonic, String operands, OperandReader reader) {
        return encode(mnemonic, operands, reader, Target.everything());
    }

    /**
     * Encodes one instruction; never throws on bad text.
     *
     * @param mnemonic any case
     * @param operands the operand field, comments removed
     * @param target what may be used: an instruction it has not is refused, with what would turn it on
     */
    public static Result encode(String mnemonic, String operands, OperandReader reader, Target target) {
        List<Spelling> spellings = Isa.a64().spellings(mnemonic.toLowerCase(Locale.ROOT));
        if (spellings.isEmpty()) {
            return Result.problem("unknown mnemonic '" + mnemonic + "'", -1, -1);
        }
        OperandText best = null;
        for (Spelling spelling : spellings) {
            OperandText in = new OperandText(operands, reader, target, spelling);
            if (spelling.row().syntax().read(in)) {
                if (isOfRow(spelling.row(), in)) {
                    if (!target.has(spelling.row().required)) {
                        return Result.problem(
                                target.refusal(spelling.row().encoding.feature()), -1, -1);
                    }
                    return new Result(in.word, spelling.row().encoding, in.fixups, null, 0, 0);
                }
                in.fail(OperandText.SYNTAX, "these operands do not go together", 0, operands.length());
            }
            if (best == null || isMoreTelling(in, best)) {
                best = in;
            }
        }
        String message = best == null || best.problem == null ? "bad operands" : best.problem;
        return best == null
                ? Result.problem(message, 0, operands.length())
                : Result.problem(message, best.problemFrom, best.problemTo);
    }

    private static boolean isOfRow(Row row, OperandText in) {
        return in.rowLeft || row.bits.matches(in.word) && (!in.fixups.isEmpty() || row.base.matches(in.word));
    }

    /** The row that came furthest into the text knows best what the user meant. */
    private static boolean isMoreTelling(OperandText a, OperandText b) {
        return a.problemFrom > b.problemFrom || a.problemFrom == b.problemFrom && a.problemRank > b.problemRank;
    }

    /**
     * Puts a late value into a word. {@link Fixup.Kind#REENCODE} and {@link Fixup.Kind#LITERAL_POOL} cannot be patched:
     * the instruction has to be encoded again, or a pool entry made, by the caller.
     *
     * @param value for PC-relative kinds the byte distance from the instruction (page distance in bytes for ADRP)
     * @return the word, or a problem when {@code value} does not fit
     */
    public static Result patch(int word, Fixup fixup, long value) {
        return Patch.apply(word, fixup, value);
    }
}
