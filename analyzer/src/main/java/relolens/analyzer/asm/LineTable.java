package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.dwarf.DebugSection;
import relolens.analyzer.dwarf.DebugSections;
import relolens.analyzer.dwarf.DebugSource;
import relolens.analyzer.source.Span;

/** Which line each instruction comes from: what {@code .loc} says, or with debug information the source itself. */
final class LineTable {
    /** What {@code .loc} said, waiting for an instruction. */
    record Said(int file, int line, int column, DebugSource.Marks marks) {}

    private record Row(Place at, Said said) {}

    /** Files that {@code .file NUMBER} named. */
    final TreeMap<Integer, String> files = new TreeMap<>();

    private final List<Row> rows = new ArrayList<>();
    private @Nullable Said said;

    /** {@code .loc}: the next instruction begins that line's code; one already waiting begins here. */
    void say(Said next, Place here) {
        instruction(here);
        said = next;
    }

    /** An instruction comes. */
    void instruction(Place at) {
        if (said != null) {
            rows.add(new Row(at, said));
            said = null;
        }
    }

    /** {@return the sections to add to {@code unit}, none without anything to say} */
    static List<AssembledUnit.Section> sections(
            Assembly assembly, AssembledUnit unit, @Nullable String directory, UnaryOperator<String> written) {
        LineTable table = assembly.lines;
        List<DebugSection> made;
        if (!table.rows.isEmpty()) {
            made = List.of(DebugSections.lines(table.source(assembly)));
        } else if (directory == null) {
            return List.of();
        } else {
            made = DebugSections.of(new SourceLines(assembly, unit, written).source(directory));
        }
        List<AssembledUnit.Section> sections = new ArrayList<>();
        for (DebugSection s : made) {
            sections.add(section(s));
        }
        return sections;
    }

    private static AssembledUnit.Section section(DebugSection s) {
        List<AssembledUnit.Relocation> relocations = s.references().stream()
                .map(r -> new AssembledUnit.Relocation(r.offset(), r.size() == 8 ? 257 : 258, r.target(), r.addend()))
                .toList();
        return new AssembledUnit.Section(
                s.name(),
                s.strings() ? OutputSection.MERGE | OutputSection.STRINGS : 0,
                OutputSection.PROGBITS,
                s.alignment(),
                s.content(),
                s.content().length,
                List.of(),
                relocations,
                s.strings() ? 1 : 0,
                null,
                false,
                null,
                List.of());
    }

    private DebugSource source(Assembly assembly) {
        Map<OutputSection, List<DebugSource.Row>> bySection = new LinkedHashMap<>();
        for (Row row : rows) {
            bySection
                    .computeIfAbsent(row.at().section(), k -> new ArrayList<>())
                    .add(new DebugSource.Row(
                            row.at().address(),
                            row.said().file(),
                            row.said().line(),
                            row.said().column(),
                            row.said().marks()));
        }
        List<String> names = new ArrayList<>();
        for (int i = 1; !files.isEmpty() && i <= files.lastKey(); i++) {
            names.add(files.getOrDefault(i, ""));
        }
        return new DebugSource(assembly.file, names, sequences(bySection), List.of());
    }

    static List<DebugSource.Sequence> sequences(Map<OutputSection, List<DebugSource.Row>> bySection) {
        List<DebugSource.Sequence> sequences = new ArrayList<>();
        bySection.forEach((section, list) -> {
            list.sort(java.util.Comparator.comparingLong(DebugSource.Row::address));
            sequences.add(new DebugSource.Sequence(section.name, section.size, list));
        });
        return sequences;
    }

    /** {@return whether two places in source text are the same line} */
    static boolean sameLine(Span a, Span b) {
        return a.line() == b.line() && a.file().equals(b.file());
    }
}
