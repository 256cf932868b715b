package relolens.analyzer;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;

/** Makes a report's paths relative to its root, with slashes. */
final class ReportPaths {
    private final @Nullable Path root;
    private final Map<String, String> known = new HashMap<>();

    ReportPaths(String root) {
        this.root = path(root);
    }

    private static @Nullable Path path(String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private String of(String file) {
        return known.computeIfAbsent(file, this::relative);
    }

    private String relative(String file) {
        boolean artificial = file.isEmpty() || file.startsWith("<") || file.equals("-");
        Path path = artificial ? null : path(file);
        if (root == null || path == null || !path.startsWith(root)) {
            return file;
        }
        return root.relativize(path).toString().replace('\\', '/');
    }

    Report.Finding finding(Report.Finding f) {
        Report.Fix fix = f.fix();
        return new Report.Finding(
                f.rule(),
                f.name(),
                f.severity(),
                of(f.file()),
                f.line(),
                f.column(),
                f.endLine(),
                f.endColumn(),
                f.message(),
                f.routine(),
                f.entry(),
                f.path().stream()
                        .map(p -> new Report.PathStep(of(p.file()), p.line(), p.note()))
                        .toList(),
                f.expansion().stream()
                        .map(e -> new Report.ExpansionFrame(e.kind(), e.name(), of(e.file()), e.line(), e.column()))
                        .toList(),
                f.related().stream()
                        .map(r -> new Report.Related(r.rule(), of(r.file()), r.line(), r.message()))
                        .toList(),
                fix == null ? null : new Report.Fix(fix.title(), edits(fix.edits()), fix.safe()),
                f.fingerprint());
    }

    private List<Report.Edit> edits(List<Report.Edit> edits) {
        return edits.stream()
                .map(e -> new Report.Edit(of(e.file()), e.line(), e.column(), e.endLine(), e.endColumn(), e.text()))
                .toList();
    }

    Report.Routine routine(Report.Routine r) {
        List<Report.MmuReason> reasons = r.mmuReasons().stream()
                .map(m -> new Report.MmuReason(m.side(), of(m.file()), m.line(), m.rule(), m.message()))
                .toList();
        return new Report.Routine(
                r.name(),
                of(r.file()),
                r.line(),
                r.endLine(),
                r.abi(),
                r.mmu(),
                reasons,
                r.assuming(),
                r.mmuProof(),
                r.footprintBytes());
    }

    Report.LineState line(Report.LineState l) {
        return new Report.LineState(
                of(l.file()),
                l.line(),
                l.routine(),
                l.entry(),
                l.mmu(),
                l.dcache(),
                l.icache(),
                l.el(),
                l.pending(),
                l.assumes());
    }

    Report.Run run(Report.Run r) {
        return new Report.Run(
                r.routine(),
                r.name(),
                of(r.file()),
                r.core(),
                r.board(),
                r.entry(),
                r.mmu(),
                r.outcome(),
                r.detail(),
                r.instructions(),
                r.cycles(),
                r.secondsLow(),
                r.secondsHigh(),
                r.hz(),
                r.seconds(),
                r.bytes(),
                r.exact(),
                r.calibrated(),
                r.estimates(),
                r.lines().stream()
                        .map(c -> new Report.LineCost(
                                of(c.file()), c.line(), c.count(), c.cycles(), c.stall(), c.split()))
                        .toList(),
                r.stale().stream()
                        .map(s -> new Report.Stale(s.kind(), of(s.file()), s.line(), s.message()))
                        .toList(),
                r.streaming());
    }

    Report.InputProblem problem(Report.InputProblem p) {
        return new Report.InputProblem(p.severity(), p.code(), of(p.file()), p.line(), p.column(), p.message());
    }
}
