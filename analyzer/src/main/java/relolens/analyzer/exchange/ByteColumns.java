package relolens.analyzer.exchange;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relolens.analyzer.source.Columns;
import relolens.analyzer.source.SourceLoader;

/** Turns columns in code points into columns in UTF-8 bytes, both 1-based. */
final class ByteColumns {
    private final SourceLoader sources;
    private final Map<String, List<String>> files = new HashMap<>();

    ByteColumns(SourceLoader sources) {
        this.sources = sources;
    }

    /** {@return the byte column; {@code column} itself where the text is not known} */
    int of(String file, int line, int column) {
        List<String> lines = files.computeIfAbsent(file, f -> {
            String text = sources.load(f);
            return text == null ? List.of() : text.lines().toList();
        });
        if (line < 1 || line > lines.size()) {
            return column;
        }
        String text = lines.get(line - 1);
        return Columns.before(text, column).getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
