package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loaded instruction table. Immutable, shared, loaded once on first use. */
public final class Isa {
    private static final class Loaded {
        static final Isa A64 = new Isa(TableReader.read());
    }

    private final List<Row> rows;
    private final List<Encoding> encodings;
    private final Map<String, Row> byId;
    private final Map<String, List<Spelling>> spellings;
    /** For each base row its spellings in order of preference when printing. */
    private final Row[][] aliases;

    private final DecodeIndex index;

    /** Rows that are no instruction but printed. */
    private final DecodeIndex printed;

    private Isa(TableReader table) {
        List<Row> rows = table.rows();
        printed = new DecodeIndex(table.printed());
        this.rows = List.copyOf(rows);
        List<Encoding> all = new ArrayList<>(rows.size());
        byId = new HashMap<>(rows.size() * 2);
        spellings = new HashMap<>(rows.size() * 3);
        List<List<Row>> printed = new ArrayList<>(rows.size());
        List<Row> base = new ArrayList<>(rows.size());
        for (Row row : rows) {
            all.add(row.encoding);
            byId.put(row.encoding.id(), row);
            for (Spelling s : Spelling.of(row)) {
                spellings.computeIfAbsent(s.text(), k -> new ArrayList<>(2)).add(s);
            }
            printed.add(new ArrayList<>(0));
            if (row.base == row) {
                base.add(row);
            } else if (!row.inputOnly) {
                printed.get(row.base.encoding.index()).add(row);
            }
        }
        encodings = List.copyOf(all);
        aliases = new Row[rows.size()][];
        for (int i = 0; i < aliases.length; i++) {
            aliases[i] = printed.get(i).toArray(new Row[0]);
        }
        base.sort(Comparator.comparingInt((Row r) -> -Integer.bitCount(r.bits.mask()))
                .thenComparingInt(r -> r.encoding.index()));
        index = new DecodeIndex(base);
    }

    /** {@return the A64 table} */
    public static Isa a64() {
        return Loaded.A64;
    }

    /** {@return all rows in table order; {@code get(i).index() == i}} */
    public List<Encoding> encodings() {
        return encodings;
    }

    /** {@return the base (non-alias) row of {@code word}, or null if the table has none: UNDEFINED} */
    public @Nullable Encoding decode(int word) {
        Row row = index.find(word);
        return row == null ? null : row.encoding;
    }

    /** {@return the row called {@code id}} @throws IllegalArgumentException if there is none */
    public Encoding byId(String id) {
        Row row = byId.get(id);
        if (row == null) {
            throw new IllegalArgumentException("no instruction row " + id);
        }
        return row.encoding;
    }

    /** {@return rows, aliases included, whose mnemonic is {@code mnemonic} (lower case), most specific first} */
    public List<Encoding> byMnemonic(String mnemonic) {
        LinkedHashSet<Encoding> found = new LinkedHashSet<>();
        for (Spelling s : spellings(mnemonic)) {
            found.add(s.row().encoding);
        }
        return List.copyOf(found);
    }

    /** {@return what {@code word} reads and writes, or null if the table has no row for it} */
    public @Nullable Effects effects(int word) {
        Row row = index.find(word);
        return row == null ? null : EffectsReader.read(row, word);
    }

    /** {@return what {@code word} computes, or null if it is no data processing that {@link Computation} knows} */
    public @Nullable Computation computation(int word) {
        Row row = index.find(word);
        return row == null ? null : Computation.of(row, word);
    }

    /** {@return every mnemonic as it may be written, conditions and suffixes included, in no order} */
    public Iterable<String> mnemonics() {
        return spellings.keySet();
    }

    /** {@return whether {@code word} (lower case) is a way to write an instruction's mnemonic} */
    public boolean isMnemonic(String word) {
        return spellings.containsKey(word);
    }

    List<Row> rows() {
        return rows;
    }

    @Nullable
    Row row(int word) {
        return index.find(word);
    }

    /** {@return the row objdump prints {@code word} by, aliases preferred, or null if it prints none} */
    @Nullable
    Row printedBy(int word) {
        Row base = index.find(word);
        if (base == null) {
            return printed.find(word);
        }
        for (Condition c : base.bits.printed()) {
            if (!c.holds(word)) {
                return null;
            }
        }
        return preferred(base, word);
    }

    /** {@return the row to print {@code word} by: its preferred alias, or {@code base} itself} */
    Row preferred(Row base, int word) {
        for (Row alias : aliases[base.encoding.index()]) {
            if (alias.matches(word)) {
                return alias;
            }
        }
        return base;
    }

    List<Spelling> spellings(String mnemonic) {
        return spellings.getOrDefault(mnemonic, List.of());
    }
}
