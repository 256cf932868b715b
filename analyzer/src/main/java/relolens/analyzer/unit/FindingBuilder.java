package relolens.analyzer.unit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.dataflow.EntryState;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.program.Program;
import relolens.analyzer.program.Routine;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.rules.Checker.Cause;
import relolens.analyzer.rules.Checker.Found;
import relolens.analyzer.rules.Issues.Issue;
import relolens.analyzer.rules.RuleInfo;
import relolens.analyzer.rules.Words;
import relolens.analyzer.source.Digest;
import relolens.analyzer.source.Frame;
import relolens.analyzer.source.Span;

/** Turns what rules found into the report's findings: places, the way from cause to effect, fixes, fingerprints. */
final class FindingBuilder {
    /** Length of a finding's fingerprint. */
    static final int FINGERPRINT_DIGITS = 16;

    private final Program program;
    private final Fixes fixes;
    private final Map<String, Routine> routines = new HashMap<>();
    private final Map<String, Integer> occurrences = new HashMap<>();

    FindingBuilder(Program program, Fixes fixes) {
        this.program = program;
        this.fixes = fixes;
        program.routines().forEach(r -> routines.putIfAbsent(r.name(), r));
    }

    Finding of(Cause cause) {
        Found found = cause.first();
        Issue issue = found.issue();
        Instruction at = program.at(issue.site());
        RuleInfo rule = issue.rule().info();
        Routine routine = program.routineOf(issue.site());
        String name = routine == null ? found.routine() : routine.name();
        List<Report.Related> related = new ArrayList<>();
        for (Found f : cause.related()) {
            Instruction other = program.at(f.issue().site());
            related.add(new Report.Related(
                    f.issue().rule().info().id(),
                    other.file(),
                    other.line(),
                    f.issue().message()));
        }
        return new Finding(
                rule.id(),
                rule.name(),
                issue.severity(),
                at.file(),
                at.line(),
                at.origin().span().column(),
                at.origin().span().endLine(),
                at.origin().span().endColumn(),
                issue.message(),
                name,
                Entries.named(found.entry()),
                path(found),
                frames(at.origin().expansion()),
                related,
                fixes.of(at, issue.edit(), rule.safe()),
                fingerprint(rule.id(), name, at));
    }

    private List<Report.PathStep> path(Found found) {
        List<Report.PathStep> path = new ArrayList<>();
        Issue issue = found.issue();
        Routine routine = routines.get(found.routine());
        if (routine != null) {
            Instruction start = program.at(routine.first());
            path.add(
                    new Report.PathStep(start.file(), start.line(), "enters " + routine.name() + entry(found.entry())));
        }
        if (found.call() >= 0) {
            Instruction call = program.at(found.call());
            path.add(new Report.PathStep(call.file(), call.line(), "calls " + program.targetName(found.call())));
        }
        Instruction site = program.at(issue.site());
        path.add(new Report.PathStep(site.file(), site.line(), Words.text(site)));
        if (issue.consumer() != issue.site()) {
            Instruction consumer = program.at(issue.consumer());
            path.add(new Report.PathStep(consumer.file(), consumer.line(), Words.text(consumer) + " depends on it"));
        }
        return path;
    }

    private static String entry(EntryState entry) {
        Report.Entry e = Entries.named(entry);
        boolean silent = e.el().equals("unknown") && e.mmu().equals("unknown");
        return silent ? "" : " at EL" + e.el() + " with the MMU " + e.mmu();
    }

    static List<Report.ExpansionFrame> frames(List<Frame> expansion) {
        List<Report.ExpansionFrame> frames = new ArrayList<>();
        for (Frame f : expansion) {
            Span s = f.at();
            frames.add(new Report.ExpansionFrame(
                    f.kind().name().toLowerCase(java.util.Locale.ROOT), f.name(), s.file(), s.line(), s.column()));
        }
        return frames;
    }

    private String fingerprint(String rule, @Nullable String routine, Instruction at) {
        String key = rule + '|' + routine + '|' + Words.text(at);
        int occurrence = occurrences.merge(key, 1, Integer::sum);
        return Digest.of(key + '|' + occurrence, FINGERPRINT_DIGITS);
    }
}
