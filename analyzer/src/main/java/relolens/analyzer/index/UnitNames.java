package relolens.analyzer.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.NameTrace;
import relolens.analyzer.cpp.PreprocessedLine;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.cpp.PreprocessedUnit.Definition;
import relolens.analyzer.source.Origin;
import relolens.analyzer.source.Span;
import relolens.analyzer.syntax.Cursor;

/** What a unit that was read and assembled defines, by name. */
final class UnitNames {
    final Map<String, List<Definition>> defines = new HashMap<>();
    /** By name in lower case. */
    final Map<String, List<Span>> macros = new HashMap<>();

    final Map<String, List<Span>> aliases = new HashMap<>();
    final Map<String, List<Origin>> symbols = new HashMap<>();
    /** Symbols that the unit refers to and others define. */
    final Map<String, AssembledUnit.Symbol> undefined = new HashMap<>();

    UnitNames(PreprocessedUnit preprocessed, AssembledUnit assembled) {
        for (Definition d : preprocessed.definitions()) {
            defines.computeIfAbsent(d.name(), k -> new ArrayList<>(1)).add(d);
        }
        for (PreprocessedLine line : preprocessed.lines()) {
            text(line);
        }
        for (NameTrace.Definition d : assembled.trace().definitions()) {
            if (d.name().indexOf('#') < 0) {
                symbols.computeIfAbsent(d.name(), k -> new ArrayList<>(1)).add(d.origin());
            }
        }
        for (AssembledUnit.Symbol s : assembled.symbols()) {
            if (!s.defined()) {
                undefined.put(s.name(), s);
            } else if (!symbols.containsKey(s.name()) && s.section() != null) {
                symbols.computeIfAbsent(s.name(), k -> new ArrayList<>(1)).add(s.origin());
            }
        }
    }

    private void text(PreprocessedLine line) {
        String t = line.text();
        int at = t.indexOf(".macro");
        if (at >= 0 && (at == 0 || t.charAt(at - 1) <= ' ' || t.charAt(at - 1) == ';')) {
            Cursor cursor = new Cursor(t, at + ".macro".length());
            int from = cursor.skipSpace().at();
            String name = cursor.name();
            if (name != null && from > at + ".macro".length()) {
                macros.computeIfAbsent(name.toLowerCase(Locale.ROOT), k -> new ArrayList<>(1))
                        .add(line.origin(from, cursor.at()).span());
            }
            return;
        }
        at = t.indexOf(".req");
        if (at > 0 && t.charAt(at - 1) <= ' ' && at + 4 < t.length() && t.charAt(at + 4) <= ' ') {
            int to = at;
            while (to > 0 && t.charAt(to - 1) <= ' ') {
                to--;
            }
            int from = to;
            while (from > 0 && Cursor.isNamePart(t.charAt(from - 1))) {
                from--;
            }
            if (from < to) {
                aliases.computeIfAbsent(t.substring(from, to), k -> new ArrayList<>(1))
                        .add(line.origin(from, to).span());
            }
        }
    }
}
