package relolens.emulator.isa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.emulator.names.Resource;

/** Reads the {@code .isa} resources. Their grammar is explained at the top of {@code data_immediate.isa}. */
final class TableReader {
    private static final List<String> FILES = List.of(
            "data_immediate",
            "data_register",
            "branch_system",
            "load_store",
            "atomic",
            "memory_copy",
            "vector_memory",
            "vector_move",
            "vector_integer",
            "vector_saturating",
            "vector_element",
            "vector_scalar",
            "vector_fp",
            "fp_scalar",
            "crypto",
            "sve_integer",
            "sve_permute",
            "sve_predicate",
            "sve2",
            "sve_float",
            "sve_load",
            "sve_store",
            "sme");
    private static final int COLUMNS = 7;
    private static final String FEATURE = "@feature";

    private final List<Row> rows = new ArrayList<>(3000);
    private final List<Row> printed = new ArrayList<>();
    private final Map<String, Row> byId = new HashMap<>(5000);

    /** Feature of base rows that name none, set by a line {@code @feature name}. */
    private String feature = "";
    /** Name of the file being read. */
    private String file = "";

    private TableReader() {}

    /** {@return the table read} @throws IllegalArgumentException if it is malformed */
    static TableReader read() {
        TableReader reader = new TableReader();
        for (String file : FILES) {
            reader.read(file);
        }
        return reader;
    }

    /** {@return all instructions in table order} */
    List<Row> rows() {
        return rows;
    }

    /** {@return what is printed for words that are no instruction} */
    List<Row> printed() {
        return printed;
    }

    private void read(String name) {
        file = name;
        String text = Resource.text(name + ".isa");
        feature = "";
        int start = 0;
        int line = 1;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            if (end > start && text.charAt(start) != '#') {
                try {
                    line(text.substring(start, end));
                } catch (RuntimeException e) {
                    throw new IllegalArgumentException(file + ".isa:" + line + ": " + e.getMessage(), e);
                }
            }
            start = end + 1;
            line++;
        }
    }

    private void line(String text) {
        if (text.startsWith(FEATURE)) {
            feature = text.substring(FEATURE.length()).strip();
        } else {
            row(columns(text));
        }
    }

    private void row(String[] c) {
        String alias = c[6];
        Row base = null;
        if (!alias.isEmpty() && !alias.equals("?")) {
            base = byId.get(alias.substring(1));
            if (base == null) {
                throw new IllegalArgumentException("alias of unknown row: " + alias);
            }
        }
        BitPattern bits = base == null ? BitPattern.parse(c[1]) : base.bits.fix(c[1]);
        int space = c[2].indexOf(' ');
        String spelling = space < 0 ? c[2] : c[2].substring(0, space);
        Encoding encoding = new Encoding(
                rows.size(),
                c[0],
                bits.mask(),
                bits.value(),
                bits.fields(),
                Spelling.plain(spelling),
                c[2],
                base == null ? c[3] : base.encoding.effects(),
                base == null ? TimingClass.valueOf(c[4]) : base.encoding.timing(),
                feature(c[5], base),
                base == null ? null : base.encoding.id());
        Row row = new Row(encoding, bits, base, alias, file);
        if (row.printOnly) {
            printed.add(row);
            return;
        }
        if (byId.put(c[0], row) != null) {
            throw new IllegalArgumentException("row defined twice: " + c[0]);
        }
        rows.add(row);
    }

    private String feature(String column, @Nullable Row base) {
        if (column.equals("-")) {
            return "";
        }
        return !column.isEmpty() ? column : base == null ? feature : base.encoding.feature();
    }

    /** Splits at " | " (also "| |"), without a regular expression: loading must be quick. */
    private static String[] columns(String line) {
        String[] columns = new String[COLUMNS];
        int from = 0;
        int n = 0;
        while (n < COLUMNS) {
            int bar = line.indexOf(" |", from);
            while (bar >= 0 && bar + 2 < line.length() && line.charAt(bar + 2) != ' ') {
                bar = line.indexOf(" |", bar + 2);
            }
            columns[n++] = line.substring(Math.min(from, line.length()), bar < 0 ? line.length() : bar)
                    .strip();
            if (bar < 0) {
                break;
            }
            from = bar + 2;
        }
        while (n < COLUMNS) {
            columns[n++] = "";
        }
        return columns;
    }
}
