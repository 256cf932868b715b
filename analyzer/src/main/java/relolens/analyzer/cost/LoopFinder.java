package relolens.analyzer.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Isa;

/** Finds code between a place and a branch back to it. */
public final class LoopFinder {
    private static final int FUNCTION = 2;
    private final AssembledUnit unit;

    /** Loops of one assembled unit. */
    public LoopFinder(AssembledUnit unit) {
        this.unit = unit;
    }

    /** A loop's instructions in order of address; the last one branches to the first. */
    public record Loop(String routine, List<AssembledUnit.Placed> body) {}

    /** {@return all loops of executable sections, or of one routine} */
    public List<Loop> loops(@Nullable String routine) {
        List<Loop> loops = new ArrayList<>();
        for (AssembledUnit.Section section : unit.sections()) {
            List<AssembledUnit.Placed> placed = new ArrayList<>(section.instructions());
            placed.sort(Comparator.comparingLong(AssembledUnit.Placed::offset));
            Map<Long, Integer> at = new HashMap<>();
            for (int i = 0; i < placed.size(); i++) {
                at.put(placed.get(i).offset(), i);
            }
            for (int i = 0; i < placed.size(); i++) {
                Integer first = target(placed.get(i), at);
                String name = routineOf(section.name(), placed.get(i).offset());
                if (first != null && first <= i && (routine == null || routine.equals(name))) {
                    loops.add(new Loop(name, placed.subList(first, i + 1)));
                }
            }
        }
        return loops;
    }

    private static @Nullable Integer target(AssembledUnit.Placed p, Map<Long, Integer> at) {
        Effects effects = Isa.a64().effects(p.word());
        Effects.Flow flow = effects == null ? null : effects.flow();
        if (flow == null) {
            return null;
        }
        boolean loops = (flow.kind() == Effects.FlowKind.CONDITIONAL || flow.kind() == Effects.FlowKind.BRANCH)
                && flow.offset() <= 0;
        return loops ? at.get(p.offset() + flow.offset()) : null;
    }

    private String routineOf(String section, long offset) {
        AssembledUnit.Symbol best = null;
        for (AssembledUnit.Symbol s : unit.symbols()) {
            boolean here = !s.name().isEmpty()
                    && section.equals(s.section())
                    && s.value() <= offset
                    && !s.name().startsWith(".L")
                    && !s.name().startsWith("$")
                    && !Character.isDigit(s.name().charAt(0));
            if (here && (best == null || rank(s) > rank(best) || rank(s) == rank(best) && s.value() >= best.value())) {
                best = s;
            }
        }
        return best == null ? section : best.name();
    }

    /** A function that was declared as one names its code before a mere label does. */
    private static int rank(AssembledUnit.Symbol s) {
        return s.type() == FUNCTION ? 1 : 0;
    }
}
