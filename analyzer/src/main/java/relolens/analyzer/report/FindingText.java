package relolens.analyzer.report;

import java.util.ArrayList;
import java.util.List;
import relolens.analyzer.report.Report.Finding;

/** A finding with the source line it points at, the way there, and the way out. */
final class FindingText {
    private static final int MARGIN = 8;
    private final SourceLines sources;
    private final Ink ink;

    FindingText(SourceLines sources, Ink ink) {
        this.sources = sources;
        this.ink = ink;
    }

    List<String> render(Finding f) {
        List<String> out = new ArrayList<>();
        String head = Ink.word(f.severity()) + "[" + f.rule() + " " + f.name() + "]: ";
        List<String> message = TextReport.wrapped(head, f.message());
        out.add(ink.by(f.severity(), head.strip()) + ink.bold(message.get(0).substring(head.length() - 1)));
        message.subList(1, message.size()).forEach(l -> out.add(ink.bold(l)));
        out.add("  " + ink.dim("-->") + " " + f.file() + ":" + f.line() + ":" + f.column() + context(f));
        out.addAll(quote(f));
        for (Report.PathStep s : f.path()) {
            note(out, "path", f.file(), s.file(), s.line(), s.note());
        }
        for (Report.ExpansionFrame e : f.expansion()) {
            note(out, "from", "", e.file(), e.line(), e.kind() + " " + e.name());
        }
        for (Report.Related r : f.related()) {
            note(out, "also", f.file(), r.file(), r.line(), r.text());
        }
        Report.Fix fix = f.fix();
        if (fix != null) {
            out.addAll(TextReport.wrapped("      = fix: ", fix.title() + (fix.safe() ? " (safe)" : " (needs review)")));
        }
        out.add("");
        return out;
    }

    private static String context(Finding f) {
        Report.Entry entry = f.entry();
        String state = entry == null ? "" : "entry el=" + entry.el() + " mmu=" + entry.mmu();
        String routine = f.routine() == null ? "" : f.routine();
        String both = routine + (routine.isEmpty() || state.isEmpty() ? "" : ", ") + state;
        return both.isEmpty() ? "" : "  (" + both + ")";
    }

    private List<String> quote(Finding f) {
        String raw = sources.raw(f.file(), f.line());
        if (raw.isEmpty()) {
            return List.of();
        }
        int room = TextReport.WIDTH - MARGIN;
        int from = SourceLines.displayColumn(raw, f.column());
        int to = f.endLine() == f.line()
                ? SourceLines.displayColumn(raw, f.endColumn())
                : SourceLines.widen(raw).length();
        List<String> out = new ArrayList<>();
        out.add(String.format("%5d", f.line()) + ink.dim(" | ") + sources.shown(f.file(), f.line(), room));
        if (from < room) {
            int width = Math.max(1, Math.min(to, room) - from);
            out.add("     " + ink.dim(" | ") + " ".repeat(from) + ink.by(f.severity(), "^".repeat(width)));
        }
        return out;
    }

    private void note(List<String> out, String kind, String here, String file, int line, String text) {
        String place = file.equals(here) ? "line " + line : file + ":" + line;
        out.addAll(TextReport.wrapped("      = " + kind + ": ", place + ": " + text));
    }
}
