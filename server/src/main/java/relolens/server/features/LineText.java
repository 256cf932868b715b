package relolens.server.features;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
        for (LineState l : snapshot.states().at(line)) {
            states.add(state(l));
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

    /** {@return by 1-based line of {@code file} its part of {@code run}, of the lines that ran} */
    static SortedMap<Integer, Share> shares(Report.Run run, String file) {
        double total = 0;
        SortedMap<Integer, List<LineCost>> byLine = new TreeMap<>();
        for (LineCost c : run.lines()) {
            total += c.cycles();
            if (c.file().equals(file)) {
                byLine.computeIfAbsent(c.line(), k -> new ArrayList<>()).add(c);
            }
        }
        SortedMap<Integer, Share> shares = new TreeMap<>();
        for (Map.Entry<Integer, List<LineCost>> e : byLine.entrySet()) {
            long count = e.getValue().stream().mapToLong(LineCost::count).sum();
            double cycles = e.getValue().stream().mapToDouble(LineCost::cycles).sum();
            LineCost top = Collections.max(e.getValue(), Comparator.comparingDouble(LineCost::cycles));
            if (count > 0) {
                shares.put(e.getKey(), new Share(count, cycles, total == 0 ? 0 : cycles / total, top.mainCause()));
            }
        }
        return shares;
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
