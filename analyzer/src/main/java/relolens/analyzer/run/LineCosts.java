package relolens.analyzer.run;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Origin;
import relolens.emulator.timing.Cause;
import relolens.emulator.timing.Costs;

/**
 * Instructions' costs by source line. Instructions out of a macro count for the line that uses it; a line's count is how
 * often it was gone through: that of its busiest instruction, so that a copy loop in a macro shows its iterations.
 */
final class LineCosts {
    /** Part of a run that a line must hold up, beyond taking its turn, to be on the critical path. */
    private static final double CRITICAL = 0.02;

    private final String file;
    private final int line;
    private long count;
    private double cycles;
    private final double[] stall = new double[Cause.values().length];

    private LineCosts(String file, int line) {
        this.file = file;
        this.line = line;
    }

    static List<Report.LineCost> of(Costs costs, RunnableCode code, long codeAddress) {
        Map<String, LineCosts> lines = new LinkedHashMap<>();
        for (Costs.Row row : costs.rows()) {
            Origin origin = code.origin(row.instruction().address() - codeAddress);
            String file = origin == null ? code.file() : origin.span().file();
            int line = origin == null ? 0 : origin.span().line();
            lines.computeIfAbsent(file + ":" + line, key -> new LineCosts(file, line))
                    .add(row);
        }
        return lines.values().stream()
                .map(l -> l.cost(costs.cycles()))
                .sorted(Comparator.comparing(Report.LineCost::file).thenComparingInt(Report.LineCost::line))
                .toList();
    }

    private void add(Costs.Row row) {
        count = Math.max(count, row.count());
        cycles += row.cycles();
        for (Cause c : Cause.values()) {
            stall[c.ordinal()] += row.stall(c);
        }
    }

    private Report.LineCost cost(double total) {
        double stalls = 0;
        for (double s : stall) {
            stalls += s;
        }
        Report.Split split = new Report.Split(
                Math.max(0, cycles - stalls),
                stall[Cause.DEPENDENCY.ordinal()],
                stall[Cause.LOAD_L2.ordinal()],
                stall[Cause.LOAD_L3.ordinal()],
                stall[Cause.LOAD.ordinal()],
                stalls >= CRITICAL * total);
        return new Report.LineCost(
                file,
                line,
                count,
                cycles,
                new Report.Stall(
                        stall[Cause.LOAD.ordinal()] + stall[Cause.LOAD_L2.ordinal()] + stall[Cause.LOAD_L3.ordinal()],
                        stall[Cause.STORE.ordinal()],
                        stall[Cause.DEVICE.ordinal()],
                        stall[Cause.TLB.ordinal()],
                        stall[Cause.BARRIER.ordinal()],
                        stall[Cause.BRANCH.ordinal()],
                        stall[Cause.FETCH.ordinal()],
                        stall[Cause.MAINTENANCE.ordinal()]),
                split);
    }
}
