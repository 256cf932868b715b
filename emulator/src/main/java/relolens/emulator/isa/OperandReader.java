package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;

/**
 * What the encoder needs of its caller to read operands: expressions and register names are the assembler's business
 * (symbols, {@code .req}, {@code .set}), bits are the encoder's.
 */
public interface OperandReader {
    /**
     * Reads one GNU as expression.
     *
     * @param text the whole operand field
     * @param from where the expression starts (white space and a leading {@code #} already skipped)
     */
    Value expression(String text, int from);

    /** {@return what {@code .req} makes of {@code name} (for example "x19"), or null if it is no alias} */
    @Nullable
    String registerAlias(String name);

    /**
     * An expression's value.
     *
     * @param constant the value if known now, else null: the encoder leaves the field zero and returns a fixup
     * @param expression the caller's own form of it, handed back in {@link Fixup}
     * @param end index in the text after the expression
     * @param problem why it could not be read, or null
     */
    record Value(
            @Nullable Long constant,
            Object expression,
            int end,
            @Nullable String problem) {}
}
