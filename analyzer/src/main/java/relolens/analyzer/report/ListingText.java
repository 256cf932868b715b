package relolens.analyzer.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import relolens.analyzer.report.Report.LineCost;
import relolens.analyzer.report.Report.LineState;
import relolens.analyzer.report.Report.Stall;

/** Source listings with what is known of each line: state before it, and its share of a run. */
final class ListingText {
    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    private static final int BAR = 6;
    private static final Pattern LABEL = Pattern.compile("^\\s*[A-Za-z0-9_.$]+:");

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
        Map<Integer, Set<String>> states =
                states(r.file(), l -> l.routine().equals(r.name()), ListingText::withPending);
        if (states.isEmpty()) {
            return List.of();
        }
        List<String> out = new ArrayList<>();
        out.add(ink.dim(String.format("%5s  %-26s  %s", "line", "MMU, pending", "source of " + r.name())));
        for (int line = first(states, r.line()); line <= last(states, r.endLine()); line++) {
            if (states.containsKey(line) || line == r.line() || isLabel(r.file(), line)) {
                String state = cut(String.join(" or ", states.getOrDefault(line, Set.of())), 26);
                String source = compact(r.file(), line, TextReport.WIDTH - 35);
                out.add(String.format("%5d  %s  %s", line, pad(state, 26), source));
            }
        }
        out.add("");
        return out;
    }

    /** {@return the run's lines with state, count, cycles, share and main cause} */
    List<String> ofRun(Report.Run run) {
        double total = Math.max(
                1e-9, run.lines().stream().mapToDouble(LineCost::cycles).sum());
        TreeMap<Integer, LineCost> here = new TreeMap<>();
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
        Map<Integer, Set<String>> states =
                states(run.file(), l -> l.entry().mmu().equals(run.entry().mmu()), LineState::mmu);
        TreeSet<Integer> lines = new TreeSet<>(here.keySet());
        report.routines().stream()
                .filter(r -> r.name().equals(run.routine()) && r.file().equals(run.file()))
                .forEach(r -> states.keySet().stream()
                        .filter(l -> l >= r.line() && l <= r.endLine())
                        .forEach(lines::add));
        for (int line = lines.isEmpty() ? 1 : lines.first(); !lines.isEmpty() && line <= lines.last(); line++) {
            if (lines.contains(line) || isLabel(run.file(), line)) {
                String mmu = mmuOf(states.getOrDefault(line, Set.of()));
                out.add(row(line, mmu, here.get(line), total, compact(run.file(), line, room())));
            }
        }
        for (LineCost c : elsewhere) {
            String text = c.file() + ": " + sources.raw(c.file(), c.line()).strip();
            out.add(row(c.line(), "", c, total, cut(text, room())));
        }
        return out;
    }

    /** {@return the line without its comment at the end and with little space, labels at the left, the rest behind} */
    private String compact(String file, int line, int width) {
        String raw = sources.raw(file, line);
        String code = raw.replaceFirst("\\s*(//|/\\*).*$", "");
        String text = (code.isBlank() ? raw : code).strip().replaceAll("\\s+", " ");
        boolean indented = !raw.isEmpty() && Character.isWhitespace(raw.charAt(0));
        return cut((indented ? "    " : "") + text, width);
    }

    private boolean isLabel(String file, int line) {
        return LABEL.matcher(sources.raw(file, line)).find();
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
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

    private static String withPending(LineState l) {
        return l.mmu() + (l.pending().isEmpty() ? "" : ", " + String.join(" ", l.pending()));
    }

    private Map<Integer, Set<String>> states(
            String file, Predicate<LineState> wanted, Function<LineState, String> words) {
        Map<Integer, Set<String>> states = new TreeMap<>();
        for (LineState l : report.lines()) {
            if (l.file().equals(file) && wanted.test(l)) {
                states.computeIfAbsent(l.line(), k -> new LinkedHashSet<>()).add(words.apply(l));
            }
        }
        return states;
    }

    private static String mmuOf(Set<String> states) {
        if (states.size() > 1) {
            return "both";
        }
        String only = states.isEmpty() ? "" : states.iterator().next();
        return only.equals("unknown") || only.length() > 4 ? "?" : only;
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
