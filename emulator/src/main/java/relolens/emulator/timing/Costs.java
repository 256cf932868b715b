package relolens.emulator.timing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.emulator.machine.DecodedInstruction;

/**
 * What a run cost.
 *
 * @param rows one for each instruction executed, by address
 * @param cycles nominal total: the sum of the rows
 * @param cyclesLow with Device accesses and uncached fetches at the low end of the board's band
 * @param cyclesHigh with them at the high end
 * @param hz core clock
 * @param figures the data the result stands on: every figure of core and board whose mechanism was used
 */
public record Costs(List<Row> rows, double cycles, double cyclesLow, double cyclesHigh, long hz, List<Figure> figures) {
    public Costs {
        rows = List.copyOf(rows);
        figures = List.copyOf(figures);
    }

    /**
     * One instruction's share.
     *
     * @param count how often it ran
     * @param cycles by how much it moved the end
     * @param stall the part of it that was waiting, by {@link Cause#ordinal}
     */
    public record Row(DecodedInstruction instruction, long count, double cycles, List<Double> stall) {
        public Row {
            stall = List.copyOf(stall);
        }

        /** {@return cycles waited for {@code cause}} */
        public double stall(Cause cause) {
            return stall.get(cause.ordinal());
        }
    }

    /** {@return nominal seconds} */
    public double seconds() {
        return cycles / hz;
    }

    /** {@return seconds at the low end of the band} */
    public double secondsLow() {
        return cyclesLow / hz;
    }

    /** {@return seconds at the high end of the band} */
    public double secondsHigh() {
        return cyclesHigh / hz;
    }

    /** {@return cycles waited for {@code cause}, all rows} */
    public double stall(Cause cause) {
        return rows.stream().mapToDouble(r -> r.stall(cause)).sum();
    }

    /** {@return figures with this mark} */
    public List<Figure> figures(Figure.Mark mark) {
        return figures.stream().filter(f -> f.mark() == mark).toList();
    }

    static Costs of(@Nullable SlotInfo[] slots, long total, Attribution attribution, CoreModel core, BoardModel board) {
        List<Row> rows = new ArrayList<>();
        for (SlotInfo s : slots) {
            if (s != null) {
                List<Double> stall = new ArrayList<>();
                for (int c = 0; c < s.stalls.length; c++) {
                    stall.add(Ticks.cycles(s.stalls[c] + s.skippedStalls[c]));
                }
                long ticks = s.ticks + s.skippedTicks;
                rows.add(new Row(s.instruction, s.count + s.skippedCount, Ticks.cycles(ticks), stall));
            }
        }
        rows.sort(Comparator.comparingLong(r -> r.instruction().address()));
        double cycles = Ticks.cycles(total);
        return new Costs(
                rows,
                cycles,
                cycles + banded(attribution, board, true),
                cycles + banded(attribution, board, false),
                core.hz(),
                UsedFigures.of(rows, core, board));
    }

    private static double banded(Attribution a, BoardModel board, boolean low) {
        return Ticks.cycles(a.deviceReadTicks()) * shift(board.deviceRead(), low)
                + Ticks.cycles(a.deviceWriteTicks()) * shift(board.deviceWrite(), low)
                + Ticks.cycles(a.uncachedFetchTicks()) * shift(board.uncachedFetch(), low);
    }

    private static double shift(Range range, boolean low) {
        return (low ? range.low() : range.high()) / range.nominal() - 1;
    }
}
