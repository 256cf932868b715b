package relolens.emulator.isa;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the instruction table.
 *
 * @param index position in the table, dense from 0: usable as an array index by executors, timing and statistics
 * @param id unique row name, for example {@code ADD_imm}; semantics bind to it
 * @param mask bits that are fixed
 * @param value what the fixed bits must be
 * @param fields the named variable bits
 * @param mnemonic as written, lower case, without condition
 * @param syntax the row's operand syntax as the table writes it
 * @param effects the row's effect column as the table writes it
 * @param timing timing class, bound to numbers by each core's data file
 * @param feature architecture feature the row needs, {@code ""} for the v8.0 base
 * @param aliasOf id of the row this one is another spelling of, or null for a base row
 */
public record Encoding(
        int index,
        String id,
        int mask,
        int value,
        List<Field> fields,
        String mnemonic,
        String syntax,
        String effects,
        TimingClass timing,
        String feature,
        @Nullable String aliasOf) {

    public Encoding {
        fields = List.copyOf(fields);
    }

    /**
     * A named run of bits of a word.
     *
     * @param name as in the table
     * @param lsb lowest bit
     * @param width number of bits
     */
    public record Field(String name, int lsb, int width) {
        /** {@return the field's bits of {@code word}, unsigned} */
        public int of(int word) {
            return word >>> lsb & (int) ((1L << width) - 1);
        }

        /** {@return the field's bits of {@code word}, sign-extended} */
        public int signedOf(int word) {
            return word << (32 - lsb - width) >> (32 - width);
        }
    }

    /** {@return the field called {@code name}} @throws IllegalArgumentException if the row has none */
    public Field field(String name) {
        for (Field f : fields) {
            if (f.name().equals(name)) {
                return f;
            }
        }
        throw new IllegalArgumentException(id + " has no field " + name);
    }

    /** {@return whether the row is another spelling of a base row} */
    public boolean isAlias() {
        return aliasOf != null;
    }

    /** {@return whether the row is of SVE or SME} */
    public boolean isScalable() {
        return feature.startsWith("sve")
                || feature.startsWith("sme")
                || feature.startsWith("f32mm")
                || feature.startsWith("f64mm");
    }

    /** {@return whether {@code word} has this row's fixed bits} */
    public boolean matches(int word) {
        return (word & mask) == value;
    }
}
