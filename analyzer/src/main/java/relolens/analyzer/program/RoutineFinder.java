package relolens.analyzer.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Section;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.emulator.isa.Effects.FlowKind;

/**
 * Finds routines: a label on code that is a function, is global, is called, is spoken of by a contract, or is reached by
 * nothing before it. Labels that the code before only branches or falls to stay inside its routine.
 */
final class RoutineFinder {
    private static final int FUNCTION = 2;

    private final AssembledUnit unit;
    private final List<Instruction> instructions;
    private final Map<Place, Integer> byPlace;
    private final Set<String> named;
    private final Set<Integer> called = new HashSet<>();
    private final Set<Integer> entered = new HashSet<>();

    RoutineFinder(
            AssembledUnit unit,
            List<Instruction> instructions,
            Map<Place, Integer> byPlace,
            ControlFlow flow,
            Set<String> named) {
        this.unit = unit;
        this.instructions = instructions;
        this.byPlace = byPlace;
        this.named = named;
        for (Instruction i : instructions) {
            boolean call = i.effects() != null
                    && i.effects().flow() != null
                    && i.effects().flow().kind() == FlowKind.CALL;
            for (int t : flow.target(i.index())) {
                if (call) {
                    called.add(t);
                } else if (i.index() < t) {
                    entered.add(t);
                }
            }
            for (int n : flow.next(i.index())) {
                if (i.index() < n) {
                    entered.add(n);
                }
            }
        }
    }

    List<Routine> find() {
        TreeMap<Integer, Symbol> starts = new TreeMap<>();
        for (Symbol s : unit.symbols()) {
            Integer index = s.section() == null || !s.defined() ? null : byPlace.get(new Place(s.section(), s.value()));
            if (index != null && starts(s, index)) {
                starts.merge(index, s, (a, b) -> rank(b) < rank(a) ? b : a);
            }
        }
        List<Routine> routines = new ArrayList<>();
        int sizedEnd = -1;
        for (var start : starts.entrySet()) {
            int first = start.getKey();
            Symbol symbol = start.getValue();
            boolean inner = first < sizedEnd && symbol.size() == 0 && !named.contains(symbol.name());
            if (inner) {
                continue;
            }
            routines.add(routine(symbol, first, starts));
            sizedEnd = symbol.size() > 0 ? endBySize(symbol, first) : sizedEnd;
        }
        return trimmed(routines);
    }

    private boolean starts(Symbol s, int index) {
        String name = s.name();
        if (name.isEmpty() || name.startsWith(".L") || name.startsWith("$") || Character.isDigit(name.charAt(0))) {
            return false;
        }
        boolean sectionName = unit.sections().stream().map(Section::name).anyMatch(name::equals);
        return !sectionName
                && (s.type() == FUNCTION
                        || s.global()
                        || named.contains(name)
                        || called.contains(index)
                        || !entered.contains(index));
    }

    private int rank(Symbol s) {
        return (named.contains(s.name()) ? 0 : 8)
                + (s.type() == FUNCTION ? 0 : 4)
                + (s.size() > 0 ? 0 : 2)
                + (s.global() ? 0 : 1);
    }

    private int endBySize(Symbol symbol, int first) {
        int end = first;
        String section = instructions.get(first).section();
        while (end < instructions.size()
                && instructions.get(end).section().equals(section)
                && instructions.get(end).offset() < symbol.value() + symbol.size()) {
            end++;
        }
        return end;
    }

    private Routine routine(Symbol symbol, int first, TreeMap<Integer, Symbol> starts) {
        int end;
        if (symbol.size() > 0) {
            end = endBySize(symbol, first);
        } else {
            end = first;
            Integer nextStart = starts.higherKey(first);
            String section = instructions.get(first).section();
            int limit = nextStart == null ? instructions.size() : nextStart;
            while (end < limit && instructions.get(end).section().equals(section)) {
                end++;
            }
        }
        Instruction last = instructions.get(Math.max(first, end - 1));
        long bytes = symbol.size() > 0 ? symbol.size() : last.offset() + 4 - symbol.value();
        return new Routine(symbol.name(), first, end, symbol.global(), called.contains(first), bytes);
    }

    /** Routines in order, an earlier one ending where the next begins. */
    private static List<Routine> trimmed(List<Routine> routines) {
        routines.sort(Comparator.comparingInt(Routine::first));
        List<Routine> result = new ArrayList<>();
        for (int i = 0; i < routines.size(); i++) {
            Routine r = routines.get(i);
            int end = i + 1 < routines.size()
                    ? Math.min(r.end(), routines.get(i + 1).first())
                    : r.end();
            result.add(new Routine(r.name(), r.first(), end, r.global(), r.called(), r.bytes()));
        }
        return result;
    }
}
