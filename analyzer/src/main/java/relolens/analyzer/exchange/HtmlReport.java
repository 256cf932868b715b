package relolens.analyzer.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.SourceLoader;

/**
 * One page for a browser, with everything in it: no script, nothing loaded from elsewhere, readable without colour. Verdicts,
 * findings, and each routine's listing with state, costs of its runs side by side, and what the cycles went to.
 */
public final class HtmlReport {
    private final Report report;
    private final Page page;
    private final HtmlListing listing;

    private HtmlReport(Report report, Tool tool, SourceLoader sources) {
        this.report = report;
        this.page = Page.begin(title(report), tool);
        this.listing = new HtmlListing(report, sources, page);
    }

    /**
     * Writes {@code report}.
     *
     * @param sources reads files by the paths the report names
     */
    public static void write(Report report, Tool tool, SourceLoader sources, Writer to) {
        try {
            to.write(new HtmlReport(report, tool, sources).document(tool));
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String document(Tool tool) {
        summary();
        for (String file : files(report)) {
            page.raw("<section>\n").element("h2", file);
            routines(file);
            findings(file);
            listing.of(file);
            page.raw("</section>\n");
        }
        problems();
        return page.end(tool);
    }

    private static String title(Report report) {
        Set<String> files = files(report);
        return "Relolens: " + (files.size() == 1 ? files.iterator().next() : files.size() + " files");
    }

    private static Set<String> files(Report report) {
        Set<String> files = new LinkedHashSet<>();
        report.routines().forEach(r -> files.add(r.file()));
        report.findings().forEach(f -> files.add(f.file()));
        report.runs().forEach(r -> files.add(r.file()));
        return files;
    }

    private void summary() {
        page.raw("<p class=\"summary\">");
        page.text(count(Severity.ERROR, "error") + ", " + count(Severity.WARNING, "warning") + ", "
                + count(Severity.NOTE, "note") + " in " + report.routines().size()
                + (report.routines().size() == 1 ? " routine" : " routines"));
        page.raw("</p>\n");
    }

    private String count(Severity severity, String word) {
        long n =
                report.findings().stream().filter(f -> f.severity() == severity).count();
        return n + " " + word + (n == 1 ? "" : "s");
    }

    private void routines(String file) {
        List<Report.Routine> routines =
                report.routines().stream().filter(r -> r.file().equals(file)).toList();
        if (routines.isEmpty()) {
            return;
        }
        page.raw("<table class=\"routines\">\n<caption>Routines</caption>\n<thead><tr><th scope=\"col\">Routine</th>")
                .raw("<th scope=\"col\">Lines</th><th scope=\"col\">Bytes</th><th scope=\"col\">MMU</th>")
                .raw("<th scope=\"col\">Why</th></tr></thead>\n<tbody>\n");
        for (Report.Routine r : routines) {
            page.raw("<tr><th scope=\"row\">").text(r.name()).raw("</th><td>");
            page.raw("<a href=\"#").text(HtmlListing.anchor(file, r.line())).raw("\">");
            page.text(r.line() + "–" + r.endLine()).raw("</a></td><td>").text(Long.toString(r.footprintBytes()));
            page.raw("</td><td><span class=\"badge ").text(r.mmu()).raw("\">").text(r.mmu());
            page.raw("</span></td><td>");
            for (Report.MmuReason m : r.mmuReasons()) {
                page.raw("<div>").text("not with the MMU " + m.side() + ": line " + m.line() + ": " + m.message());
                page.raw("</div>");
            }
            r.assuming().forEach(a -> page.element("div", "assuming " + a));
            page.raw("</td></tr>\n");
        }
        page.raw("</tbody>\n</table>\n");
    }

    private void findings(String file) {
        for (Finding f : report.findings()) {
            if (f.file().equals(file)) {
                finding(f);
            }
        }
    }

    private void finding(Finding f) {
        String severity = f.severity().name().toLowerCase(Locale.ROOT);
        page.raw("<article class=\"finding ").text(severity).raw("\">\n<h3>");
        page.text(severity + " " + f.rule() + " " + f.name())
                .raw("</h3>\n<p>")
                .text(f.message())
                .raw("</p>\n<p>");
        page.raw("<a href=\"#").text(HtmlListing.anchor(f.file(), f.line())).raw("\">");
        page.text("line " + f.line()).raw("</a>");
        if (f.routine() != null) {
            page.text(" in " + f.routine());
        }
        Report.Entry entry = f.entry();
        if (entry != null && !entry.mmu().equals("unknown")) {
            page.text(", entered at EL" + entry.el() + " with the MMU " + entry.mmu());
        }
        page.raw("</p>\n");
        if (!f.path().isEmpty()) {
            page.raw("<ol>\n");
            f.path()
                    .forEach(s -> page.element(
                            "li", (s.file().equals(f.file()) ? "line " : s.file() + ":") + s.line() + ": " + s.note()));
            page.raw("</ol>\n");
        }
        f.related()
                .forEach(r -> page.element(
                        "p",
                        "Also " + (r.file().equals(f.file()) ? "line " : r.file() + ":") + r.line() + ": " + r.text()));
        Report.Fix fix = f.fix();
        if (fix != null) {
            page.element("p", "Fix: " + fix.title() + (fix.safe() ? " (safe)" : " (needs review)"));
            for (Report.Edit e : fix.edits()) {
                page.element("pre", e.text().stripTrailing());
            }
        }
        page.raw("</article>\n");
    }

    private void problems() {
        if (report.problems().isEmpty()) {
            return;
        }
        page.raw("<section>\n<h2>Not analysed, or only in part</h2>\n<ul>\n");
        report.problems().forEach(p -> page.element("li", p.file() + ":" + p.line() + ": " + p.message()));
        page.raw("</ul>\n</section>\n");
    }
}
