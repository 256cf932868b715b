package relolens.analyzer.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.dataflow.Solver;
import relolens.analyzer.program.Program;
import relolens.analyzer.program.Routine;
import relolens.analyzer.rules.Point;
import relolens.analyzer.rules.Walk;

/** Decides the verdict by running the routine in both states and asking each side what rules it out. */
public final class MmuVerdict {
    private MmuVerdict() {}

    /**
     * @param entry state declared for the routine, or {@link EntryState#UNKNOWN}; its MMU state is not looked at
     */
    public static Verdict of(Program program, Solver solver, Routine routine, EntryState entry) {
        List<Point> off = points(program, solver, routine, entry.withMmu(false));
        List<Point> on = points(program, solver, routine, entry.withMmu(true));
        if (off.isEmpty() || off.stream().anyMatch(p -> p.at().effects() == null)) {
            return new Verdict("unknown", List.of(), List.of(), List.of());
        }
        boolean enables = off.stream().anyMatch(ContextChange::turnsOn);
        Set<String> assuming = new TreeSet<>();
        Verdict.Reason offReason = first(new Side(false, true, enables, assuming), off);
        Verdict.Reason onReason = first(new Side(true, offReason == null, enables, assuming), on);
        boolean unclear = Stream.concat(off.stream(), on.stream()).anyMatch(ContextChange::unclear);
        if (unclear && offReason == null && onReason == null) {
            return new Verdict("unknown", List.of(), List.copyOf(assuming), List.of());
        }
        List<Verdict.Reason> reasons = new ArrayList<>();
        if (offReason != null) {
            reasons.add(offReason);
        }
        if (onReason != null) {
            reasons.add(onReason);
        }
        String mmu = offReason == null
                ? onReason == null ? "agnostic" : "off-only"
                : onReason == null ? "on-only" : "neither";
        List<String> proof = new ArrayList<>();
        if (offReason == null) {
            proof.add(Argument.of(false, off, on));
        }
        if (onReason == null) {
            proof.add(Argument.of(true, on, off));
        }
        return new Verdict(mmu, reasons, List.copyOf(assuming), proof);
    }

    private static List<Point> points(Program program, Solver solver, Routine routine, EntryState entry) {
        List<Point> points = new ArrayList<>();
        new Walk(program, solver, routine, entry, (start, callee) -> {}).run(points::add);
        return points;
    }

    private static Verdict.@Nullable Reason first(Side side, List<Point> points) {
        Verdict.Reason best = null;
        long bestOrder = Long.MAX_VALUE;
        for (Point p : points) {
            Verdict.Reason reason = side.judge(p);
            if (reason != null) {
                long order = order(p, reason);
                if (order < bestOrder) {
                    bestOrder = order;
                    best = reason;
                }
            }
        }
        return best;
    }

    /** Order of the text as the routine reads: what a call leads to counts at the call. */
    private static long order(Point p, Verdict.Reason reason) {
        boolean own = p.routine().contains(reason.site());
        long at = own ? reason.site() : p.call() >= 0 ? p.call() : reason.site();
        return at << 32 | reason.site();
    }
}
