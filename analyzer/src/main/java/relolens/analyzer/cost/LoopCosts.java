package relolens.analyzer.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.emulator.machine.DecodedInstruction;
import relolens.emulator.timing.BoardModel;
import relolens.emulator.timing.Cause;
import relolens.emulator.timing.CoreModel;
import relolens.emulator.timing.Costs;
import relolens.emulator.timing.CycleModel;

/** Tells a loop's rounds to a cycle model until they cost the same, and what they cost. */
public final class LoopCosts {
    private static final int WARM = 128;
    private static final int MEASURED = 512;
    private static final double CRITICAL = 0.05;
    private static final double LEAST = 0.005;

    private LoopCosts() {}

    /**
     * {@return the loops of a unit, in order of address}
     *
     * @param routine only loops of this one, or null for all
     * @param conditions what is on, and how much memory its pointers run over
     */
    public static List<LoopCost> of(
            AssembledUnit unit, @Nullable String routine, CoreModel core, BoardModel board, LoopConditions conditions) {
        List<LoopCost> costs = new ArrayList<>();
        CoreModel there = core.on(board);
        for (LoopFinder.Loop loop : new LoopFinder(unit).loops(routine)) {
            costs.add(cost(loop, there, board, conditions));
        }
        return costs;
    }

    private static LoopCost cost(LoopFinder.Loop loop, CoreModel core, BoardModel board, LoopConditions conditions) {
        List<DecodedInstruction> body = decoded(loop);
        CycleModel model = new CycleModel(core, board);
        Rounds told = new Rounds(body, core, model, conditions);
        told.tell(WARM);
        Costs before = model.costs();
        told.tell(MEASURED);
        Costs after = model.costs();
        Map<Long, Integer> lineOf = new LinkedHashMap<>();
        loop.body().forEach(p -> lineOf.put(p.offset(), p.origin().span().line()));
        Map<Integer, double[]> byLine = new LinkedHashMap<>();
        double[] all = new double[Cause.values().length + 1];
        for (int i = 0; i < after.rows().size(); i++) {
            Costs.Row now = after.rows().get(i);
            Costs.Row then = before.rows().get(i);
            double[] sums = byLine.computeIfAbsent(
                    lineOf.getOrDefault(now.instruction().address(), 0), k -> new double[all.length]);
            add(sums, now, then);
            add(all, now, then);
        }
        List<LoopCost.Line> lines = new ArrayList<>();
        double round = sum(all);
        byLine.forEach((line, sums) -> lines.add(
                new LoopCost.Line(line, sum(sums), cause(sums), split(sums), waits(sums) >= CRITICAL * round)));
        AssembledUnit.Placed first = loop.body().get(0);
        AssembledUnit.Placed last = loop.body().get(loop.body().size() - 1);
        return new LoopCost(
                loop.routine(),
                first.origin().span().file(),
                first.origin().span().line(),
                last.origin().span().line(),
                (after.cycles() - before.cycles()) / MEASURED,
                cause(all),
                lines,
                LoopNotes.of(loop, core, conditions));
    }

    private static List<DecodedInstruction> decoded(LoopFinder.Loop loop) {
        List<DecodedInstruction> body = new ArrayList<>();
        for (AssembledUnit.Placed p : loop.body()) {
            Encoding row = Isa.a64().decode(p.word());
            Effects effects = Isa.a64().effects(p.word());
            if (row != null && effects != null) {
                body.add(new DecodedInstruction(body.size(), p.offset(), p.word(), row, effects));
            }
        }
        return body;
    }

    /** Cycles per round by cause; issue in the last place. */
    private static void add(double[] sums, Costs.Row now, Costs.Row then) {
        double rest = now.cycles() - then.cycles();
        for (Cause c : Cause.values()) {
            double part = now.stall(c) - then.stall(c);
            sums[c.ordinal()] += part / MEASURED;
            rest -= part;
        }
        sums[sums.length - 1] += Math.max(0, rest) / MEASURED;
    }

    private static double sum(double[] sums) {
        double sum = 0;
        for (double s : sums) {
            sum += s;
        }
        return sum;
    }

    /** What a line waits for; issue is what it does. */
    private static double waits(double[] sums) {
        return sum(sums) - sums[sums.length - 1];
    }

    private static Map<String, Double> split(double[] sums) {
        Map<String, Double> split = new LinkedHashMap<>();
        if (sums[sums.length - 1] > LEAST) {
            split.put("issue", sums[sums.length - 1]);
        }
        for (Cause c : Cause.values()) {
            if (sums[c.ordinal()] > LEAST) {
                split.put(name(c), sums[c.ordinal()]);
            }
        }
        return split;
    }

    private static String name(Cause c) {
        return switch (c) {
            case LOAD -> "load from memory";
            case LOAD_L2 -> "load from level 2";
            case LOAD_L3 -> "load from level 3";
            default -> c.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String cause(double[] sums) {
        int top = sums.length - 1;
        for (int i = 0; i < sums.length; i++) {
            top = sums[i] > sums[top] ? i : top;
        }
        return top == sums.length - 1
                ? "issue"
                : Cause.values()[top]
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace("load_l2", "load")
                        .replace("load_l3", "load");
    }
}
