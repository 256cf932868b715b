package relolens.analyzer.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.AssembledUnit.Placed;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.analyzer.asm.AssembledUnit.Section;
import relolens.analyzer.asm.AssembledUnit.Symbol;
import relolens.analyzer.source.Origin;

/** Who calls whom in an assembled unit: BL, branches that leave their routine, and tables of routines that a BR uses. */
public final class Calls {
    private static final int CALL26 = 283;
    private static final int JUMP26 = 282;
    private static final int CONDITIONAL19 = 280;
    private static final int TEST14 = 279;
    private static final int ABSOLUTE64 = 257;

    private final AssembledUnit unit;
    private final Map<String, TreeMap<Long, String>> starts = new HashMap<>();
    private final Map<String, Map<Long, String>> names = new HashMap<>();
    private final Map<String, Symbol> symbols = new HashMap<>();
    private final Map<String, TreeMap<Integer, String>> byLine = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();

    /**
     * @param caller name of the routine
     * @param callee name of the symbol
     * @param at the instruction
     */
    public record Call(String caller, String callee, Origin at) {}

    private Calls(AssembledUnit unit, Set<String> routines) {
        this.unit = unit;
        for (Symbol s : unit.symbols()) {
            symbols.put(s.name(), s);
            if (s.section() == null || !s.defined() || s.name().indexOf('#') >= 0) {
                continue;
            }
            boolean routine = routines.contains(s.name()) || s.type() == 2;
            Map<Long, String> here = names.computeIfAbsent(s.section(), k -> new HashMap<>());
            if (routine || !here.containsKey(s.value())) {
                here.put(s.value(), s.name());
            }
            if (routine) {
                starts.computeIfAbsent(s.section(), k -> new TreeMap<>()).putIfAbsent(s.value(), s.name());
                byLine.computeIfAbsent(s.origin().span().file(), k -> new TreeMap<>())
                        .put(s.origin().span().line(), s.name());
            }
        }
    }

    /** {@return the calls in order of their addresses} @param routines names that start routines, besides functions */
    public static List<Call> of(AssembledUnit unit, Set<String> routines) {
        Calls found = new Calls(unit, routines);
        unit.sections().stream().filter(Section::executable).forEach(found::section);
        return found.calls;
    }

    private void section(Section section) {
        Map<Long, Relocation> relocations = new HashMap<>();
        section.relocations().forEach(r -> relocations.putIfAbsent(r.offset(), r));
        Map<String, Origin> jumps = new HashMap<>();
        for (Placed p : section.instructions()) {
            String caller = routine(section, p);
            if (caller == null) {
                continue;
            }
            boolean link = (p.word() & 0xfc000000) == 0x94000000;
            if ((p.word() & 0xfffffc1f) == 0xd61f0000) {
                jumps.putIfAbsent(caller, p.origin());
            }
            String callee = callee(section, p, relocations.get(p.offset()));
            if (callee != null && (link || !callee.equals(caller) && isRoutine(callee))) {
                calls.add(new Call(caller, callee, p.origin()));
            }
        }
        for (Relocation r : section.relocations()) {
            String caller = r.type() == ABSOLUTE64 ? floor(section.name(), r.offset()) : null;
            Origin jump = caller == null ? null : jumps.get(caller);
            String callee = named(r.symbol(), r.addend());
            if (jump != null && callee != null && caller != null && isRoutine(callee) && !callee.equals(caller)) {
                calls.add(new Call(caller, callee, jump));
            }
        }
    }

    private boolean isRoutine(String name) {
        Symbol s = symbols.get(name);
        return s == null
                || !s.defined()
                || s.section() != null
                        && name.equals(starts.getOrDefault(s.section(), new TreeMap<>())
                                .get(s.value()));
    }

    private @Nullable String floor(String section, long offset) {
        Map.Entry<Long, String> e =
                starts.getOrDefault(section, new TreeMap<>()).floorEntry(offset);
        return e == null ? null : e.getValue();
    }

    private @Nullable String routine(Section section, Placed p) {
        if (p.subsection() == 0) {
            return floor(section.name(), p.offset());
        }
        // What was written in another subsection belongs to the routine that it was written in.
        TreeMap<Integer, String> lines = byLine.get(p.origin().span().file());
        Map.Entry<Integer, String> e =
                lines == null ? null : lines.floorEntry(p.origin().span().line());
        return e == null ? null : e.getValue();
    }

    private @Nullable String callee(Section section, Placed p, @Nullable Relocation r) {
        if (r != null) {
            boolean branch =
                    r.type() == CALL26 || r.type() == JUMP26 || r.type() == CONDITIONAL19 || r.type() == TEST14;
            return branch ? named(r.symbol(), r.addend()) : null;
        }
        int w = p.word();
        long target;
        if ((w & 0x7c000000) == 0x14000000) {
            target = p.offset() + ((long) (w << 6) >> 4);
        } else if ((w & 0xff000000) == 0x54000000 || (w & 0x7e000000) == 0x34000000) {
            target = p.offset() + ((long) (w << 8) >> 13 << 2);
        } else if ((w & 0x7e000000) == 0x36000000) {
            target = p.offset() + ((long) (w << 13) >> 18 << 2);
        } else {
            return null;
        }
        return names.getOrDefault(section.name(), Map.of()).get(target);
    }

    private @Nullable String named(String symbol, long addend) {
        Symbol s = symbols.get(symbol);
        if (s != null && (!s.defined() || s.section() == null)) {
            return addend == 0 ? symbol : null;
        }
        String section = s == null ? symbol : s.section();
        long value = (s == null ? 0 : s.value()) + addend;
        boolean known =
                s != null || unit.sections().stream().anyMatch(x -> x.name().equals(symbol));
        return known && section != null
                ? names.getOrDefault(section, Map.of()).get(value)
                : addend == 0 ? symbol : null;
    }
}
