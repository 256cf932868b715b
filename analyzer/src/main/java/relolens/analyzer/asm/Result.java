package relolens.analyzer.asm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the finished unit of what has been laid out and resolved. */
final class Result {
    private final Assembly assembly;
    private final Layout layout;
    private final Resolution resolution;

    Result(Assembly assembly, Layout layout, Resolution resolution) {
        this.assembly = assembly;
        this.layout = layout;
        this.resolution = resolution;
    }

    AssembledUnit unit() {
        Map<OutputSection, List<AssembledUnit.Placed>> placed = new HashMap<>();
        for (Assembly.CodePlace code : assembly.code) {
            Fragment f = code.at().fragment();
            placed.computeIfAbsent(f.section, k -> new ArrayList<>())
                    .add(new AssembledUnit.Placed(
                            code.at().address(), f.word(code.at().offset()), f.subsection, code.origin()));
        }
        List<AssembledUnit.Symbol> symbols = symbols();
        Map<String, String> renamed = VersionDirectives.apply(assembly, symbols);
        List<AssembledUnit.Section> sections = new ArrayList<>();
        for (OutputSection s : assembly.sections.all()) {
            List<AssembledUnit.Placed> instructions = placed.getOrDefault(s, new ArrayList<>());
            instructions.sort(Comparator.comparingLong(AssembledUnit.Placed::offset));
            List<AssembledUnit.Relocation> relocations = new ArrayList<>(resolution.of(s));
            relocations.sort(Comparator.comparingLong(AssembledUnit.Relocation::offset));
            relocations.replaceAll(r -> renamed.containsKey(r.symbol())
                    ? new AssembledUnit.Relocation(
                            r.offset(), r.type(), renamed.getOrDefault(r.symbol(), r.symbol()), r.addend())
                    : r);
            sections.add(new AssembledUnit.Section(
                    s.name,
                    s.flags,
                    s.type,
                    1 << Math.min(30, s.alignmentPower),
                    layout.content(s),
                    s.size,
                    instructions,
                    relocations,
                    s.entrySize,
                    s.group,
                    s.comdat,
                    linked(s),
                    mappings(s)));
        }
        return new AssembledUnit(
                assembly.file,
                sections,
                symbols,
                MissingHeaders.judged(assembly.problems.list()),
                assembly.symbols.trace());
    }

    /** {@return the section that the symbol {@code s} is ordered by stands in} */
    private @Nullable String linked(OutputSection s) {
        if (s.linkedTo == null || s.linkedTo.isEmpty()) {
            return null;
        }
        Symbol symbol = assembly.symbols.find(s.linkedTo);
        OutputSection named = assembly.sections.find(s.linkedTo);
        if (symbol != null && symbol.place != null) {
            return symbol.place.section().name;
        }
        if (named == null) {
            assembly.problems.error(
                    "bad-operand",
                    "section '" + s.name + "' is to be ordered by '" + s.linkedTo + "', which is not defined",
                    new relolens.analyzer.source.Origin(
                            relolens.analyzer.source.Span.of(assembly.file, 1, 1, 0), List.of()));
        }
        return named == null ? null : named.name;
    }

    private static List<AssembledUnit.Mapping> mappings(OutputSection section) {
        List<AssembledUnit.Mapping> list = new ArrayList<>();
        List<Mapping.Change> gaps = new ArrayList<>();
        List<Mapping.Change> changes = new ArrayList<>();
        for (List<Fragment> fragments : section.subsections.values()) {
            for (Fragment f : fragments) {
                // Bytes before the first NOP of a gap are data.
                if (f.kind == Fragment.Kind.ALIGN && f.code && (f.size & 3) != 0) {
                    gaps.add(new Mapping.Change(new Place(f, 0), false));
                    changes.add(new Mapping.Change(new Place(f, f.size & 3), true));
                }
            }
        }
        // Of several at one address the last one counts: a gap's data after its own mark, its code before what follows.
        changes.addAll(section.mapping.changes);
        changes.addAll(gaps);
        changes.sort(Comparator.<Mapping.Change>comparingLong(c -> c.at().address())
                .thenComparingInt(c -> c.at().fragment().subsection));
        for (int i = 0; i < changes.size(); i++) {
            long at = changes.get(i).at().address();
            boolean replaced = i + 1 < changes.size() && changes.get(i + 1).at().address() == at;
            if (!replaced && at < section.size) {
                list.add(new AssembledUnit.Mapping(at, changes.get(i).code()));
            }
        }
        return list;
    }

    private List<AssembledUnit.Symbol> symbols() {
        List<AssembledUnit.Symbol> list = new ArrayList<>();
        for (Symbol s : assembly.symbols.all()) {
            // What an alias stands for must be in the object even if nobody uses the alias.
            Linear value = s.value == null ? null : assembly.evaluator.evaluateThrough(s.value);
            if (value != null && value.problem() == null && value.plus() != null) {
                value.plus().referenced = true;
            }
        }
        for (Symbol s : assembly.symbols.all()) {
            if (!assembly.symbols.isCurrent(s) || s.sectionStart) {
                continue;
            }
            if (s.defined() || s.commonSize >= 0 || s.referenced || s.described && !s.weak) {
                AssembledUnit.Symbol symbol = symbol(s);
                if (symbol != null) {
                    list.add(symbol);
                }
            }
        }
        for (Assembly.FileName file : assembly.fileNames) {
            list.add(new AssembledUnit.Symbol(file.name(), null, 0, true, false, false, Symbol.FILE, 0, file.origin()));
        }
        return list;
    }

    private AssembledUnit.@Nullable Symbol symbol(Symbol s) {
        @Nullable String section = null;
        long value = 0;
        boolean defined = s.defined();
        if (s.place != null) {
            section = s.place.section().name;
            value = s.place.address();
        } else if (s.value != null) {
            Linear linear = assembly.evaluator.evaluateThrough(s.value);
            Symbol base = linear.plus();
            if (linear.problem() != null || linear.minus() != null) {
                assembly.problems.error(
                        "bad-value", "'" + s.name() + "' has no value: " + Layout.why(linear), s.origin());
                return null;
            }
            value = linear.constant();
            if (value == 0) {
                s.inherit(base);
            }
            if (base != null && base.place != null) {
                section = base.place.section().name;
                value += base.place.address();
            } else if (base != null) {
                // An alias of something undefined: relocations name that, and the object has no alias.
                base.referenced = true;
                return null;
            }
        } else if (s.commonSize >= 0) {
            section = AssembledUnit.COMMON;
            value = s.commonAlignment;
            defined = true;
        }
        Long size = s.size == null ? Long.valueOf(0) : assembly.evaluator.constant(s.size);
        if (size == null) {
            assembly.problems.error("bad-size", ".size of '" + s.name() + "' is no plain number", s.origin());
            size = 0L;
        }
        boolean weakly = !defined && s.weaklyUsed && !s.used && !s.described;
        boolean global = s.external() || s.unique || !defined;
        return new AssembledUnit.Symbol(
                s.name(),
                section,
                value,
                defined,
                global,
                s.weak || weakly,
                s.threadLocal ? Symbol.TLS : s.type,
                size,
                s.visibility | (s.variantCall ? 0x80 : 0),
                s.unique,
                s.origin());
    }
}
