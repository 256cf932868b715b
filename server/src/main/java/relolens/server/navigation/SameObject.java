package relolens.server.navigation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.asm.AssembledUnit.Section;
import relolens.analyzer.asm.AssembledUnit.Symbol;

/** Whether edits leave the objects as they were, names of symbols aside. */
final class SameObject {
    /** Units to assemble at most; more are refused. */
    private static final int MOST_UNITS = 24;

    private SameObject() {}

    /** {@return what would be different, or empty: nothing} */
    static Optional<String> check(Set<String> units, Map<String, String> texts, Assembling assembling) {
        if (units.size() > MOST_UNITS) {
            return Optional.of("it is used in " + units.size() + " units, and only " + MOST_UNITS + " can be checked");
        }
        Assembling.Moment old = assembling.with(Map.of());
        Assembling.Moment edited = assembling.with(texts);
        for (String path : units) {
            AssembledUnit before = old.assemble(path);
            AssembledUnit after = edited.assemble(path);
            if (before == null || after == null) {
                return Optional.of(path + " cannot be read");
            }
            Optional<String> difference = difference(before, after);
            if (difference.isPresent()) {
                return Optional.of(difference.get() + " (" + path + ")");
            }
        }
        return Optional.empty();
    }

    static Optional<String> difference(AssembledUnit before, AssembledUnit after) {
        if (before.problems().size() != after.problems().size()) {
            return Optional.of(after.problems().stream()
                    .filter(p -> before.problems().stream()
                            .noneMatch(q -> q.message().equals(p.message())))
                    .findFirst()
                    .map(p -> p.message())
                    .orElse("there are other problems than before"));
        }
        List<Symbol> olds = before.symbols();
        List<Symbol> news = after.symbols();
        if (olds.size() != news.size()) {
            return Optional.of("there would be " + news.size() + " symbols instead of " + olds.size());
        }
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < olds.size(); i++) {
            Symbol a = olds.get(i);
            Symbol b = news.get(i);
            boolean same = java.util.Objects.equals(a.section(), b.section())
                    && a.value() == b.value()
                    && a.defined() == b.defined()
                    && a.global() == b.global()
                    && a.weak() == b.weak()
                    && a.type() == b.type()
                    && a.size() == b.size()
                    && a.visibility() == b.visibility();
            if (!same) {
                return Optional.of("symbol '" + a.name() + "' would be another");
            }
            names.put(a.name(), b.name());
        }
        if (before.sections().size() != after.sections().size()) {
            return Optional.of("there would be other sections");
        }
        for (int i = 0; i < before.sections().size(); i++) {
            Section a = before.sections().get(i);
            Section b = after.sections().get(i);
            if (!a.name().equals(b.name()) || !Arrays.equals(a.content(), b.content()) || a.size() != b.size()) {
                return Optional.of("the bytes of section '" + a.elfName() + "' would be others");
            }
            if (!sameRelocations(a.relocations(), b.relocations(), names)) {
                return Optional.of("a relocation in section '" + a.elfName() + "' would be another");
            }
        }
        return Optional.empty();
    }

    private static boolean sameRelocations(List<Relocation> a, List<Relocation> b, Map<String, String> names) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            Relocation x = a.get(i);
            Relocation y = b.get(i);
            boolean same = x.offset() == y.offset()
                    && x.type() == y.type()
                    && x.addend() == y.addend()
                    && names.getOrDefault(x.symbol(), x.symbol()).equals(y.symbol());
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
