package relolens.analyzer.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import relolens.analyzer.report.Report.LineCost;
import relolens.analyzer.report.Report.LineState;
import relolens.analyzer.report.Report.Stall;

/** Source listings with what is known of each line: state before it, and its share of a run. */
final class ListingText {
    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    private static final int BAR = 6;

    private final Report report;
    private final SourceLines sources;
    private final Ink ink;

    ListingText(Report report, SourceLines sources, Ink ink) {
        this.report = report;
        this.sources = sources;
        this.ink = ink;
    }

    /** {@return the routine's lines with the state before each, for all its entries} */
    List<String> ofStates(Report.Routine r) {
        Map<Integer, Set<String>> states = states(r.name(), r.file());
        if (states.isEmpty()) {
            return List.of();
        }
        List<String> out = new ArrayList<>();
        out.add(ink.dim(String.format("%5s  %-18s  %s", "line", "MMU, pending", "source of " + r.name())));
        for (int line = first(states, r.line()); line <= last(states, r.endLine()); line++) {
            String state = String.join(" or ", states.getOrDefault(line, Set.of()));
            int room = TextReport.WIDTH - 27;
            String shown = state.length() > 18 ? state.substring(0, 17) + "…" : state;
            out.add(String.format("%5d  %s  %s", line, pad(shown, 18), sources.shown(r.file(), line, room)));
        }
        out.add("");
        return out;
    }

    /** {@return the run's lines with state, count, cycles, share and main cause} */
    List<String> ofRun(Report.Run run) {
        double total = Math.max(
                1e-9, run.lines().stream().mapToDouble(LineCost::cycles).sum());
        Map<Integer, LineCost> here = new HashMap<>();
        List<LineCost> elsewhere = new ArrayList<>();
        for (LineCost c : run.lines()) {
            if (c.file().equals(run.file())) {
                here.merge(c.line(), c, ListingText::sum);
            } else {
                elsewhere.add(c);
            }
        }
        List<String> out = new ArrayList<>();
        out.add(ink.dim(String.format(
                "%5s %-4s %10s %11s %6s %-6s %-7s %s",
                "line", "MMU", "count", "cycles", "share", "", "cause", "source")));
        Map<Integer, Set<String>> states = states(run.routine(), run.file());
        Report.Routine routine = report.routines().stream()
                .filter(r -> r.name().equals(run.routine()) && r.file().equals(run.file()))
                .findFirst()
                .orElse(null);
        TreeMap<Integer, LineCost> ordered = new TreeMap<>(here);
        int from = routine != null ? routine.line() : ordered.isEmpty() ? 1 : ordered.firstKey();
        int to = routine != null ? routine.endLine() : ordered.isEmpty() ? 0 : ordered.lastKey();
        from = ordered.isEmpty() ? from : Math.min(from, ordered.firstKey());
        to = ordered.isEmpty() ? to : Math.max(to, ordered.lastKey());
        for (int line = from; line <= to; line++) {
            out.add(row(
                    line,
                    mmuOnly(states.getOrDefault(line, Set.of())),
                    here.get(line),
                    total,
                    sources.shown(run.file(), line, room())));
        }
        for (LineCost c : elsewhere) {
            String text = c.file() + ": " + sources.raw(c.file(), c.line()).strip();
            out.add(row(c.line(), "", c, total, text.length() > room() ? text.substring(0, room() - 1) + "…" : text));
        }
        return out;
    }

    private static int room() {
        return TextReport.WIDTH - 57;
    }

    private String row(int line, String mmu, @org.jspecify.annotations.Nullable LineCost c, double total, String text) {
        if (c == null) {
            return String.format("%5d %-4s %44s %s", line, mmu, "", text);
        }
        double share = c.cycles() / total;
        String bar = pad(bar(share), BAR);
        String heat = share >= 0.2 ? ink.bad(bar) : share >= 0.05 ? ink.warn(bar) : bar;
        return String.format(
                Locale.ROOT,
                "%5d %-4s %10s %11s %5.1f%% %s %-7s %s",
                line,
                mmu,
                RunText.count(c.count()),
                RunText.count(Math.round(c.cycles())),
                100 * share,
                heat,
                share < 0.0005 ? "" : c.mainCause().replace("maintenance", "maint"),
                text);
    }

    private static LineCost sum(LineCost a, LineCost b) {
        Stall x = a.stall();
        Stall y = b.stall();
        Stall stall = new Stall(
                x.load() + y.load(),
                x.store() + y.store(),
                x.device() + y.device(),
                x.tlb() + y.tlb(),
                x.barrier() + y.barrier(),
                x.branch() + y.branch(),
                x.fetch() + y.fetch(),
                x.maintenance() + y.maintenance());
        return new LineCost(a.file(), a.line(), a.count() + b.count(), a.cycles() + b.cycles(), stall);
    }

    private static String bar(double share) {
        int eighths = (int) Math.round(Math.min(1, share) * BAR * 8);
        return "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
    }

    private Map<Integer, Set<String>> states(String routine, String file) {
        Map<Integer, Set<String>> states = new TreeMap<>();
        for (LineState l : report.lines()) {
            if (l.routine().equals(routine) && l.file().equals(file)) {
                String text = l.mmu() + (l.pending().isEmpty() ? "" : ", " + String.join(" ", l.pending()));
                states.computeIfAbsent(l.line(), k -> new LinkedHashSet<>()).add(text);
            }
        }
        return states;
    }

    private static String mmuOnly(Set<String> states) {
        Set<String> mmu = new LinkedHashSet<>();
        states.forEach(s -> mmu.add(s.contains(",") ? s.substring(0, s.indexOf(',')) : s));
        return mmu.size() > 1
                ? "both"
                : mmu.isEmpty()
                        ? ""
                        : mmu.iterator().next().equals("unknown")
                                ? "?"
                                : mmu.iterator().next();
    }

    private static int first(Map<Integer, Set<String>> states, int line) {
        return Math.min(line, states.keySet().stream().min(Integer::compare).orElse(line));
    }

    private static int last(Map<Integer, Set<String>> states, int line) {
        return Math.max(line, states.keySet().stream().max(Integer::compare).orElse(line));
    }

    private static String pad(String s, int width) {
        return s.length() >= width ? s : s + " ".repeat(width - s.length());
    }
}
