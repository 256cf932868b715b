package relolens.analyzer.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.LineCost;
import relolens.analyzer.report.Report.LineState;
import relolens.analyzer.source.SourceLoader;

/** A file's routines line by line: state, source, and for each run the count, the cycles as heat, and their causes. */
final class HtmlListing {
    private static final List<String> CAUSES =
            List.of("issue", "load", "store", "device", "tlb", "barrier", "branch", "fetch", "maintenance");
    /** Width of the bar of a run's dearest line. */
    private static final double WIDEST_EM = 9;

    private final Report report;
    private final SourceLoader sources;
    private final Page page;

    HtmlListing(Report report, SourceLoader sources, Page page) {
        this.report = report;
        this.sources = sources;
        this.page = page;
    }

    /** {@return the name of a line's anchor} */
    static String anchor(String file, int line) {
        return file.replaceAll("[^A-Za-z0-9_.-]", "_") + "-" + line;
    }

    void of(String file) {
        String text = sources.load(file);
        List<Report.Run> runs = report.runs().stream()
                .filter(r -> r.file().equals(file) && !r.lines().isEmpty())
                .toList();
        runs(file);
        if (text == null) {
            return;
        }
        List<String> lines = text.lines().toList();
        if (!runs.isEmpty()) {
            legend();
        }
        for (Report.Routine r : report.routines()) {
            if (r.file().equals(file)) {
                routine(r, lines, runs);
            }
        }
    }

    private void runs(String file) {
        List<Report.Run> runs =
                report.runs().stream().filter(r -> r.file().equals(file)).toList();
        if (runs.isEmpty()) {
            return;
        }
        page.raw("<table class=\"runs\">\n<caption>Runs</caption>\n<thead><tr>");
        for (String head : List.of("Run", "Core", "Board", "MMU", "Outcome", "Instructions", "Cycles", "Time")) {
            page.raw("<th scope=\"col\">" + head + "</th>");
        }
        page.raw("</tr></thead>\n<tbody>\n");
        for (Report.Run r : runs) {
            page.raw("<tr><th scope=\"row\">")
                    .text(r.routine() + " " + r.name())
                    .raw("</th>");
            page.cell("", r.core()).cell("", r.board()).cell("", r.mmu());
            String stale =
                    r.stale().isEmpty() ? "" : "; stale accesses: " + r.stale().size();
            page.cell("", r.outcome() + (r.detail().isEmpty() ? "" : ": " + r.detail()) + stale);
            page.cell("number", number(r.instructions())).cell("number", number(Math.round(r.cycles())));
            page.cell("number", time(r));
            page.raw("</tr>\n");
        }
        page.raw("</tbody>\n</table>\n");
    }

    private static String time(Report.Run r) {
        String nominal = seconds(r.seconds());
        boolean band = r.secondsHigh() > r.secondsLow() * 1.005;
        return (r.exact() ? "" : "about ")
                + nominal
                + (band ? " (" + seconds(r.secondsLow()) + " to " + seconds(r.secondsHigh()) + ")" : "");
    }

    private static String seconds(double s) {
        return s >= 1
                ? String.format(Locale.ROOT, "%.2f s", s)
                : s >= 1e-3
                        ? String.format(Locale.ROOT, "%.2f ms", s * 1e3)
                        : String.format(Locale.ROOT, "%.2f µs", s * 1e6);
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n).replace(',', '\u202f');
    }

    private void legend() {
        page.raw("<p class=\"legend\">Cycles went to: ");
        for (String cause : CAUSES) {
            page.raw("<span class=\"key\"><span class=\"bar " + cause + "\"></span>" + cause + "</span>");
        }
        page.raw("</p>\n");
    }

    private void routine(Report.Routine r, List<String> lines, List<Report.Run> all) {
        List<Report.Run> runs = all.stream().filter(run -> passes(run, r)).toList();
        Map<Integer, List<LineState>> states = new HashMap<>();
        for (LineState s : report.lines()) {
            if (s.file().equals(r.file()) && s.routine().equals(r.name())) {
                states.computeIfAbsent(s.line(), l -> new ArrayList<>()).add(s);
            }
        }
        Set<Integer> marked = new HashSet<>();
        report.findings().stream().filter(f -> f.file().equals(r.file())).forEach(f -> marked.add(f.line()));
        page.raw("<div class=\"listing-frame\" tabindex=\"0\">\n<table class=\"listing\">\n<caption>");
        page.text(r.name()).raw("</caption>\n<thead><tr><th scope=\"col\">Line</th>");
        runs.forEach(run -> page.raw("<th scope=\"col\" class=\"number\">")
                .text(run.name() + ": count")
                .raw("</th><th scope=\"col\" class=\"number\">cycles</th><th scope=\"col\">causes</th>"));
        page.raw("<th scope=\"col\">Source</th><th scope=\"col\">State before</th></tr></thead>\n<tbody>\n");
        List<Map<Integer, LineCost>> costs = new ArrayList<>();
        List<Double> tops = new ArrayList<>();
        for (Report.Run run : runs) {
            Map<Integer, LineCost> byLine = new HashMap<>();
            run.lines().stream().filter(c -> c.file().equals(r.file())).forEach(c -> byLine.put(c.line(), c));
            costs.add(byLine);
            tops.add(
                    byLine.values().stream().mapToDouble(LineCost::cycles).max().orElse(0));
        }
        String before = "";
        for (int line = r.line(); line <= Math.min(r.endLine(), lines.size()); line++) {
            page.raw(marked.contains(line) ? "<tr class=\"marked\" id=\"" : "<tr id=\"");
            page.text(anchor(r.file(), line)).raw("\">").cell("number", Integer.toString(line));
            for (int i = 0; i < costs.size(); i++) {
                cost(costs.get(i).get(line), tops.get(i));
            }
            String now = state(states.getOrDefault(line, List.of()));
            page.cell("source", lines.get(line - 1)).cell("state", now.equals(before) ? "" : now);
            before = now.isEmpty() ? before : now;
            page.raw("</tr>\n");
        }
        page.raw("</tbody>\n</table>\n</div>\n");
    }

    /** Whether a run spent time in a routine: its own, or one that it called. */
    private static boolean passes(Report.Run run, Report.Routine r) {
        return run.lines().stream()
                .anyMatch(c -> c.file().equals(r.file()) && c.line() >= r.line() && c.line() <= r.endLine());
    }

    private static String state(List<LineState> states) {
        Map<String, String> mmu = new LinkedHashMap<>();
        for (LineState s : states) {
            String pending = s.pending().isEmpty() ? "" : ", pending " + String.join(" ", s.pending());
            mmu.putIfAbsent("MMU " + s.mmu() + " D " + s.dcache() + " I " + s.icache() + pending, "");
        }
        return String.join(" | ", mmu.keySet());
    }

    private void cost(@Nullable LineCost cost, double top) {
        if (cost == null) {
            page.raw("<td></td><td></td><td></td>");
            return;
        }
        double share = top > 0 ? cost.cycles() / top : 0;
        page.cell("number", number(cost.count()));
        page.raw(String.format(
                Locale.ROOT, "<td class=\"number\" style=\"background: rgba(var(--heat), %.2f)\">", share * 0.55));
        page.text(number(Math.round(cost.cycles()))).raw("</td><td class=\"causes\">");
        Map<String, Double> parts = parts(cost);
        for (Map.Entry<String, Double> part : parts.entrySet()) {
            double width = top > 0 ? part.getValue() / top * WIDEST_EM : 0;
            if (width >= 0.05) {
                page.raw(String.format(
                        Locale.ROOT,
                        "<span class=\"bar %s\" style=\"width: %.2fem\" title=\"%s %.0f%%\"></span>",
                        part.getKey(),
                        width,
                        part.getKey(),
                        100 * part.getValue() / Math.max(1e-9, cost.cycles())));
            }
        }
        page.text(" " + cost.mainCause()).raw("</td>");
    }

    private static Map<String, Double> parts(LineCost cost) {
        Report.Stall s = cost.stall();
        double[] stalls = {s.load(), s.store(), s.device(), s.tlb(), s.barrier(), s.branch(), s.fetch(), s.maintenance()
        };
        Map<String, Double> parts = new LinkedHashMap<>();
        double sum = 0;
        for (double stall : stalls) {
            sum += stall;
        }
        parts.put("issue", Math.max(0, cost.cycles() - sum));
        for (int i = 0; i < stalls.length; i++) {
            parts.put(CAUSES.get(i + 1), stalls[i]);
        }
        return parts;
    }
}
