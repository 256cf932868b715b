package relolens.analyzer.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relolens.analyzer.source.Columns;
import relolens.analyzer.source.SourceLoader;

/** Lines of source files for quoting, tabs widened. */
final class SourceLines {
    static final int TAB = 8;
    private final SourceLoader loader;
    private final Map<String, List<String>> files = new HashMap<>();

    SourceLines(SourceLoader loader) {
        this.loader = loader;
    }

    /** {@return line {@code line} (1-based) as written, or "" if there is none} */
    String raw(String file, int line) {
        List<String> lines = files.computeIfAbsent(file, f -> {
            String text = loader.load(f);
            return text == null ? List.of() : text.lines().toList();
        });
        return line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
    }

    int count(String file) {
        raw(file, 1);
        return files.getOrDefault(file, List.of()).size();
    }

    /** {@return the line with tabs widened and control characters made visible, at most {@code width} columns} */
    String shown(String file, int line, int width) {
        String wide = widen(raw(file, line));
        return wide.length() <= width ? wide : wide.substring(0, Math.max(0, width - 1)) + "…";
    }

    /** {@return the 0-based display column of 1-based code point column {@code column} of {@code raw}} */
    static int displayColumn(String raw, int column) {
        return widen(Columns.before(raw, column)).length();
    }

    static String widen(String raw) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\t') {
                do {
                    out.append(' ');
                } while (out.length() % TAB != 0);
            } else {
                out.append(Character.isISOControl(c) ? '?' : c);
            }
        }
        return out.toString();
    }
}
