package relolens.analyzer.report;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.SourceLoader;

/** A report for people, at most 100 columns wide: verdicts, findings with their source, listings, runs. */
public final class TextReport {
    /** Columns that lines are kept within, long names apart. */
    static final int WIDTH = 100;

    /**
     * @param colour whether to colour
     * @param listing whether to print annotated listings of the routines
     * @param partial whether the work was stopped before its end
     */
    public record Style(boolean colour, boolean listing, boolean partial) {}

    private final Report report;
    private final Style style;
    private final SourceLines sources;
    private final PrintWriter out;
    private final Ink ink;

    private TextReport(Report report, Style style, SourceLoader loader, Writer to) {
        this.report = report;
        this.style = style;
        this.sources = new SourceLines(loader);
        this.out = new PrintWriter(to);
        this.ink = new Ink(style.colour());
    }

    /**
     * Writes {@code report}.
     *
     * @param sources reads files by the paths the report names
     */
    public static void write(Report report, Style style, SourceLoader sources, Writer to) {
        new TextReport(report, style, sources, to).write();
    }

    private void write() {
        for (String file : files()) {
            line(ink.bold(file));
            for (Report.Routine r : report.routines()) {
                if (r.file().equals(file)) {
                    routine(r);
                }
            }
            line("");
            FindingText findings = new FindingText(sources, ink);
            for (Report.Finding f : report.findings()) {
                if (f.file().equals(file)) {
                    findings.render(f).forEach(this::line);
                }
            }
            runs(file);
        }
        summary();
        out.flush();
    }

    private Set<String> files() {
        Set<String> files = new LinkedHashSet<>();
        report.routines().forEach(r -> files.add(r.file()));
        report.findings().forEach(f -> files.add(f.file()));
        report.runs().forEach(r -> files.add(r.file()));
        return files;
    }

    private void routine(Report.Routine r) {
        line("  " + ink.name(r.name()) + ink.dim("  lines " + r.line() + "–" + r.endLine())
                + (r.footprintBytes() > 0 ? ink.dim(", " + r.footprintBytes() + " bytes") : "")
                + "  " + verdict(r.mmu()));
        if (!r.abi().isEmpty()) {
            wrap("    ABI: ", r.abi());
        }
        for (Report.MmuReason m : r.mmuReasons()) {
            String rule = m.rule() == null ? "" : " [" + m.rule() + "]";
            wrap("    not with MMU " + m.side() + ": ", m.file() + ":" + m.line() + ": " + m.message() + rule);
        }
        for (String p : r.mmuProof()) {
            wrap("    right ", p);
        }
        for (String a : r.assuming()) {
            wrap("    assuming ", a);
        }
    }

    private String verdict(String mmu) {
        return switch (mmu) {
            case "agnostic" -> ink.good("MMU-agnostic: yes");
            case "on-only" -> ink.warn("MMU-agnostic: no, needs the MMU on");
            case "off-only" -> ink.warn("MMU-agnostic: no, needs the MMU off");
            case "neither" -> ink.bad("MMU-agnostic: no, neither state is right");
            default -> ink.dim("MMU-agnostic: unknown (no entry state known)");
        };
    }

    private void runs(String file) {
        List<Report.Run> runs =
                report.runs().stream().filter(r -> r.file().equals(file)).toList();
        RunText text = new RunText(ink);
        ListingText listing = new ListingText(report, sources, ink);
        for (Report.Run run : runs) {
            text.summary(run).forEach(this::line);
            if (style.listing()) {
                line("");
                listing.ofRun(run).forEach(this::line);
            }
            line("");
        }
        if (style.listing()) {
            for (Report.Routine r : report.routines()) {
                if (r.file().equals(file)
                        && runs.stream().noneMatch(run -> run.routine().equals(r.name()))) {
                    listing.ofStates(r).forEach(this::line);
                }
            }
        }
        List<String> ratios = text.ratios(runs);
        ratios.forEach(this::line);
        if (!ratios.isEmpty()) {
            line("");
        }
    }

    private void summary() {
        List<String> parts = new ArrayList<>();
        for (Severity s : Severity.values()) {
            long n = report.findings().stream().filter(f -> f.severity() == s).count();
            if (n > 0) {
                parts.add(ink.by(s, n + " " + Ink.word(s) + (n == 1 ? "" : "s")));
            }
        }
        long unread = report.problems().stream()
                .filter(p -> p.severity() == Severity.ERROR)
                .count();
        String findings = parts.isEmpty() ? "no findings" : String.join(", ", parts);
        String routines =
                report.routines().size() == 1 ? "1 routine" : report.routines().size() + " routines";
        line(findings + " in " + routines
                + (unread == 0
                        ? ""
                        : "; " + ink.bad(unread + (unread == 1 ? " problem" : " problems") + " with the input"))
                + (style.partial() ? "; " + ink.bad("partial: interrupted before the end") : ""));
    }

    private void wrap(String lead, String text) {
        wrapped(lead, text).forEach(this::line);
    }

    /** {@return {@code text} in lines of at most {@link #WIDTH} columns, the further ones indented to the lead's start} */
    static List<String> wrapped(String lead, String text) {
        List<String> lines = new ArrayList<>();
        int indent = lead.length() - lead.stripLeading().length() + 2;
        StringBuilder current = new StringBuilder(lead);
        boolean empty = true;
        for (String word : text.split(" ", -1)) {
            if (!empty && current.length() + 1 + word.length() > WIDTH) {
                lines.add(current.toString());
                current = new StringBuilder(" ".repeat(indent));
                empty = true;
            }
            current.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(current.toString());
        return lines;
    }

    private void line(String s) {
        out.print(s.stripTrailing());
        out.print('\n');
    }
}
