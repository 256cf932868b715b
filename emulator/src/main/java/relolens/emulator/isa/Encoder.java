package relolens.emulator.isa;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
            int problemTo) {}

    /** {@return whether any row has this mnemonic, conditions ({@code b.eq}, {@code beq}) included} */
    public static boolean isMnemonic(String mnemonic) {
        throw new UnsupportedOperationException("encoder");
    }

    /**
     * Encodes one instruction; never throws on bad text.
     *
     * @param mnemonic any case
     * @param operands the operand field, comments removed
     */
    public static Result encode(String mnemonic, String operands, OperandReader reader) {
        throw new UnsupportedOperationException("encoder");
    }

    /**
     * Puts a late value into a word.
     *
     * @param value for PC-relative kinds the byte distance from the instruction (page distance in bytes for ADRP)
     * @return the word, or a problem when {@code value} does not fit
     */
    public static Result patch(int word, Fixup fixup, long value) {
        throw new UnsupportedOperationException("encoder");
    }
}
