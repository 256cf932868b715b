package relolens.emulator.isa;

import org.jspecify.annotations.Nullable;
import relolens.emulator.isa.Encoding.Field;

/** One operand of a syntax column: prints itself from a word, reads itself into one, and knows which words it rejects. */
abstract class Operand {
    /** What the operand names, for the access column. */
    enum Names {
        NOTHING,
        GENERAL,
        /** Number 31 is SP. */
        GENERAL_OR_SP,
        VECTOR,
        /** SVE predicate register. */
        PREDICATE
    }

    private String key = "";
    private Names names = Names.NOTHING;
    private @Nullable Field register;

    /** {@return whether the operand has a meaning in {@code word}} */
    boolean valid(int word) {
        return true;
    }

    /** {@return whether an optional group holding only such operands is left out} */
    boolean isDefault(int word) {
        return false;
    }

    /** {@return {@code word} as it is when the operand is left out} */
    int omitted(int word) {
        return word;
    }

    /** Appends the operand as objdump prints it. */
    abstract void print(int word, long address, StringBuilder out);

    /** Reads the operand at the cursor into the word; false after {@link OperandText#fail}. */
    abstract boolean read(OperandText in);

    /**
     * Says which register the operand names; called once, by the constructor.
     *
     * @param accessName the access column's name for it
     * @param field where its number is, or null where {@link #number} is more than that
     */
    final void naming(String accessName, Names kind, @Nullable Field field) {
        key = accessName;
        names = kind;
        register = field;
    }

    /** {@return the name the access column uses for the operand, "" if it names no register} */
    final String key() {
        return key;
    }

    /** {@return what kind of register it names} */
    final Names names() {
        return names;
    }

    /** {@return number of the (first) register named in {@code word}} */
    int number(int word) {
        Field field = register;
        if (field == null) {
            throw new IllegalStateException("no register operand");
        }
        return field.of(word);
    }

    /** {@return how many consecutive registers are named} */
    int count() {
        return 1;
    }
}
