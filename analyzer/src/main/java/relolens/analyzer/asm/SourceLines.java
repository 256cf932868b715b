package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.dwarf.DebugSource;
import relolens.analyzer.source.Span;

/** The lines of assembly source as debug information: a row wherever the code of another line begins. */
final class SourceLines {
    private final Assembly assembly;
    private final AssembledUnit unit;
    private final UnaryOperator<String> written;

    /** @param written from a file's path to the path as it stood on the command line */
    SourceLines(Assembly assembly, AssembledUnit unit, UnaryOperator<String> written) {
        this.assembly = assembly;
        this.unit = unit;
        this.written = written;
    }

    /** {@return all there is to say of the unit, compiled in {@code directory}} */
    DebugSource source(String directory) {
        Map<OutputSection, List<DebugSource.Row>> bySection = new LinkedHashMap<>();
        Map<String, Integer> files = new LinkedHashMap<>();
        @Nullable Span before = null;
        for (Assembly.CodePlace code : assembly.code) {
            if (!code.at().section().code()) {
                continue;
            }
            Span span = code.origin().span();
            // One row a line, wherever its instructions go, as long as no other line comes between.
            if (before != null && LineTable.sameLine(before, span)) {
                continue;
            }
            before = span;
            int file = files.computeIfAbsent(written.apply(span.file()), k -> files.size() + 1);
            bySection
                    .computeIfAbsent(code.at().section(), k -> new ArrayList<>())
                    .add(new DebugSource.Row(code.at().address(), file, span.line(), 0, DebugSource.Marks.PLAIN));
        }
        List<DebugSource.Sequence> sequences = LineTable.sequences(bySection);
        return new DebugSource(directory, new ArrayList<>(files.keySet()), sequences, functions());
    }

    private List<DebugSource.Function> functions() {
        List<DebugSource.Function> functions = new ArrayList<>();
        for (AssembledUnit.Symbol s : unit.symbols()) {
            boolean function = s.type() == Symbol.FUNCTION || s.type() == Symbol.INDIRECT_FUNCTION;
            if (function && s.defined() && s.section() != null && s.size() > 0) {
                functions.add(new DebugSource.Function(
                        s.name(),
                        s.global() && !s.weak(),
                        s.global() ? s.name() : s.section(),
                        s.global() ? 0 : s.value(),
                        s.size()));
            }
        }
        return functions;
    }
}
