package relolens.emulator.timing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Picks the figures that had a part in a result: a run without Device accesses does not stand on Device numbers. */
final class UsedFigures {
    private static final Map<String, Cause> NEEDS = Map.of(
            "device", Cause.DEVICE,
            "fetch", Cause.FETCH,
            "tlb", Cause.TLB,
            "maintenance", Cause.MAINTENANCE,
            "barriers", Cause.BARRIER,
            "misses", Cause.LOAD,
            "prefetch", Cause.LOAD,
            "dram", Cause.LOAD);

    private UsedFigures() {}

    static List<Figure> of(List<Costs.Row> rows, CoreModel core, BoardModel board) {
        Set<String> classes = new HashSet<>();
        double[] waited = new double[Cause.values().length];
        for (Costs.Row row : rows) {
            classes.add(row.instruction().encoding().timing().name());
            for (Cause c : Cause.values()) {
                waited[c.ordinal()] += row.stall(c);
            }
        }
        List<Figure> used = new ArrayList<>();
        for (Figure f : core.figures()) {
            String[] key = f.key().split("\\.", 3);
            boolean taken = key[0].equals("classes") ? classes.contains(key[1]) : needed(key[0], waited);
            if (taken && !key[0].equals("streaming")) {
                used.add(f);
            }
        }
        for (Figure f : board.figures()) {
            String[] key = f.key().split("\\.", 3);
            boolean taken = switch (key[0]) {
                case "cores" -> false;
                case "device" -> waited[(key[1].equals("fetch_ns") ? Cause.FETCH : Cause.DEVICE).ordinal()] > 0;
                default -> needed(key[0], waited);
            };
            if (taken) {
                used.add(f);
            }
        }
        return used;
    }

    private static boolean needed(String group, double[] waited) {
        Cause cause = NEEDS.get(group);
        return cause == null || waited[cause.ordinal()] > 0;
    }
}
