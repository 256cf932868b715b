package relolens.analyzer.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit.Relocation;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Effects.Flow;
import relolens.emulator.isa.Effects.FlowKind;

/** Where control goes from each instruction. */
final class ControlFlow {
    private static final int[] NONE = {};

    private final List<Instruction> instructions;
    private final Map<Place, Integer> byPlace;
    private final SymbolPlaces places;
    private final int[][] next;
    private final int[][] target;
    private final @Nullable String[] targetName;

    ControlFlow(
            List<Instruction> instructions,
            Map<Place, Integer> byPlace,
            SymbolPlaces places,
            List<Alternatives.Arm> arms,
            JumpTables tables) {
        this.instructions = instructions;
        this.byPlace = byPlace;
        this.places = places;
        int n = instructions.size();
        next = new int[n][];
        target = new int[n][];
        targetName = new String[n];
        for (int i = 0; i < n; i++) {
            connect(instructions.get(i));
        }
        for (int i = 0; i < n; i++) {
            Effects effects = instructions.get(i).effects();
            Flow flow = effects == null ? null : effects.flow();
            if (flow != null && flow.kind() == FlowKind.INDIRECT && flow.register() >= 0) {
                target[i] = tables.targets(i, flow.register());
            }
        }
        join(arms);
    }

    /** Control flow that is known. */
    ControlFlow(int[][] next, int[][] target, @Nullable String[] targetName) {
        instructions = List.of();
        byPlace = Map.of();
        places = new SymbolPlaces(Map.of(), Map.of(), Map.of());
        this.next = next;
        this.target = target;
        this.targetName = targetName;
    }

    private void connect(Instruction at) {
        int i = at.index();
        Flow flow = at.effects() == null ? null : at.effects().flow();
        next[i] = fallsThrough(at) ? find(new Place(at.section(), at.offset() + 4)) : NONE;
        target[i] = NONE;
        boolean direct = flow != null
                && (flow.kind() == FlowKind.BRANCH
                        || flow.kind() == FlowKind.CONDITIONAL
                        || flow.kind() == FlowKind.CALL);
        if (!direct || flow == null) {
            return;
        }
        Relocation relocation = at.relocation();
        if (relocation == null) {
            target[i] = find(new Place(at.section(), at.offset() + flow.offset()));
            return;
        }
        targetName[i] = relocation.symbol();
        Place place = places.of(relocation.symbol(), relocation.addend());
        target[i] = place == null ? NONE : find(place);
    }

    private int[] find(Place place) {
        Integer index = byPlace.get(place);
        return index == null ? NONE : new int[] {index};
    }

    /** Control that reaches the original may run the replacement instead, which continues after the original. */
    private void join(List<Alternatives.Arm> arms) {
        Map<Integer, List<Integer>> replacements = new HashMap<>();
        for (Alternatives.Arm arm : arms) {
            Integer original = byPlace.get(arm.original());
            Integer replacement = byPlace.get(arm.replacement());
            Place lastPlace =
                    new Place(arm.replacement().section(), arm.replacement().offset() + arm.replacementBytes() - 4);
            Integer last = byPlace.get(lastPlace);
            if (replacement == null || last == null) {
                continue;
            }
            if (fallsThrough(instructions.get(last))) {
                next[last] =
                        find(new Place(arm.original().section(), arm.original().offset() + arm.originalBytes()));
            }
            if (original != null) {
                replacements.computeIfAbsent(original, k -> new ArrayList<>()).add(replacement);
            }
        }
        for (int i = 0; i < next.length; i++) {
            next[i] = withArms(next[i], replacements);
            target[i] = withArms(target[i], replacements);
        }
    }

    private static int[] withArms(int[] successors, Map<Integer, List<Integer>> replacements) {
        int[] all = successors;
        for (int s : successors) {
            for (int r : replacements.getOrDefault(s, List.of())) {
                all = Arrays.copyOf(all, all.length + 1);
                all[all.length - 1] = r;
            }
        }
        return all;
    }

    private static boolean fallsThrough(Instruction at) {
        Flow flow = at.effects() == null ? null : at.effects().flow();
        return flow == null
                || flow.kind() == FlowKind.CONDITIONAL
                || flow.kind() == FlowKind.CALL
                || flow.kind() == FlowKind.INDIRECT_CALL
                || flow.kind() == FlowKind.EXCEPTION_CALL;
    }

    int[] next(int index) {
        return next[index];
    }

    int[] target(int index) {
        return target[index];
    }

    @Nullable
    String targetName(int index) {
        return targetName[index];
    }
}
