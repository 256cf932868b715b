package relolens.server.features;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.LineCost;
import relolens.analyzer.report.Report.LineState;
import relolens.server.document.Snapshot;

/** Short words about a line: its state, its cost. */
final class LineText {
    private LineText() {}

    /** {@return the states before 1-based {@code line}, one text for each that differs} */
    static Set<String> states(Snapshot snapshot, int line) {
        Set<String> states = new LinkedHashSet<>();
        for (LineState l : snapshot.report().lines()) {
            if (l.line() == line && l.file().equals(snapshot.name())) {
                states.add(state(l));
            }
        }
        return states;
    }

    static String state(LineState l) {
        StringBuilder text = new StringBuilder("MMU " + l.mmu());
        text.append(" · D-cache ").append(l.dcache()).append(" · I-cache ").append(l.icache());
        if (!l.el().isEmpty()) {
            text.append(" · EL").append(l.el());
        }
        if (!l.pending().isEmpty()) {
            text.append(" · pending: ").append(String.join(", ", l.pending()));
        }
        return text.toString();
    }

    /** {@return the report's runs of the snapshot's document} */
    static List<Report.Run> runs(Snapshot snapshot) {
        var run = snapshot.run();
        return run == null
                ? List.of()
                : run.report().runs().stream()
                        .filter(r -> r.file().equals(snapshot.name()))
                        .toList();
    }

    /** A line's part of a run: count, cycles, and share of the run's cycles (0 to 1). */
    record Share(long count, double cycles, double share, String cause) {}

    /** {@return the part of 1-based {@code line} of the document in {@code run}; count 0 if it did not run} */
    static Share share(Report.Run run, String file, int line) {
        double total = 0;
        double cycles = 0;
        long count = 0;
        double top = -1;
        String cause = "";
        for (LineCost c : run.lines()) {
            total += c.cycles();
            if (c.line() == line && c.file().equals(file)) {
                cycles += c.cycles();
                count += c.count();
                if (c.cycles() > top) {
                    top = c.cycles();
                    cause = c.mainCause();
                }
            }
        }
        return new Share(count, cycles, total == 0 ? 0 : cycles / total, cause);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, share >= 0.0995 ? "%.0f %%" : "%.1f %%", 100 * share);
    }

    static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** {@return "MMU off: 72.1 µs/page" or, without bytes moved, seconds or the outcome} */
    static String shortCost(Report.Run run) {
        String side = "MMU " + run.mmu() + ": ";
        if (!run.outcome().equals("ok")) {
            return side + run.outcome();
        }
        if (run.bytes() < PAGE) {
            return side + significant(run.seconds() * 1e6) + " µs";
        }
        double pages = (double) run.bytes() / PAGE;
        String low = significant(run.secondsLow() / pages * 1e6);
        String high = significant(run.secondsHigh() / pages * 1e6);
        return side + (low.equals(high) ? significant(run.seconds() / pages * 1e6) : low + "–" + high) + " µs/page";
    }

    private static final int PAGE = 4096;

    static String significant(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }

    static List<String> distinct(List<String> texts) {
        return new ArrayList<>(new LinkedHashSet<>(texts));
    }
}
