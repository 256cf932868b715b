package relolens.emulator.isa;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loaded instruction table. Immutable, shared, loaded once on first use. */
public final class Isa {
    private Isa() {}

    /** {@return the A64 table} */
    public static Isa a64() {
        throw new UnsupportedOperationException("isa table");
    }

    /** {@return all rows in table order; {@code get(i).index() == i}} */
    public List<Encoding> encodings() {
        throw new UnsupportedOperationException("isa table");
    }

    /** {@return the base (non-alias) row of {@code word}, or null if the table has none: UNDEFINED} */
    public @Nullable Encoding decode(int word) {
        throw new UnsupportedOperationException("isa table");
    }

    /** {@return the row called {@code id}} @throws IllegalArgumentException if there is none */
    public Encoding byId(String id) {
        throw new UnsupportedOperationException("isa table");
    }

    /** {@return rows, aliases included, whose mnemonic is {@code mnemonic} (lower case), most specific first} */
    public List<Encoding> byMnemonic(String mnemonic) {
        throw new UnsupportedOperationException("isa table");
    }

    /** {@return what {@code word} reads and writes, or null if the table has no row for it} */
    public @Nullable Effects effects(int word) {
        throw new UnsupportedOperationException("isa table");
    }
}
