package relolens.analyzer.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.patch.Application;
import relolens.analyzer.patch.FilePatch;
import relolens.analyzer.patch.Patch;
import relolens.analyzer.patch.PatchProblem;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.source.SourceLoader;

/** Takes a tree through a series, patch by patch, and says what each brings that the end of the series still has. */
public final class Reviewer {
    /** Analyses one file of a tree; paths are those of the patch. */
    public interface Analyst {
        /** {@return the report of {@code path}, read through {@code tree}} */
        Report analyze(String path, SourceLoader tree);

        /** {@return assembly files that may read {@code header}} */
        List<String> readersOf(String header, SourceLoader tree);
    }

    private final Analyst analyst;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Report> reports = new HashMap<>();
    /** Files of which only the patch's own lines can be seen. */
    private final Set<String> glimpsed = new TreeSet<>();

    private boolean incomplete;

    private Reviewer(Analyst analyst) {
        this.analyst = analyst;
    }

    /**
     * Reviews {@code patches}.
     *
     * @param tree where they start; or where they end, if they do not apply but can be taken back
     */
    public static SeriesReview review(List<Patch> patches, SourceLoader tree, Analyst analyst) {
        return new Reviewer(analyst).review(patches, Tree.over(tree));
    }

    private SeriesReview review(List<Patch> all, Tree given) {
        List<Patch> patches = all.stream().filter(p -> !p.files().isEmpty()).toList();
        Tree start = start(patches, given);
        Tree now = start;
        List<Tree> trees = new ArrayList<>(List.of(start));
        List<Map<String, ChangedLines>> changes = new ArrayList<>();
        for (Patch patch : patches) {
            Map<String, ChangedLines> lines = new LinkedHashMap<>();
            now = apply(patch, now, lines, true);
            changes.add(lines);
            trees.add(now);
        }
        Set<String> files = toAnalyse(patches, trees);
        List<Report> states = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            states.add(report(files, trees.get(i), i == 0 ? Set.of() : touched(patches.get(i - 1)), i == 0));
        }
        Report end = states.get(states.size() - 1);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < patches.size(); i++) {
            steps.add(step(patches.get(i), trees.get(i + 1), changes.get(i), states, i));
        }
        Review whole = steps.size() == 1
                ? steps.get(0).review()
                : Comparison.of(states.get(0), end, renames(patches), Map.of());
        return new SeriesReview(steps, whole, states.get(0), end, now, notes, incomplete);
    }

    /** {@return the tree before the first patch}: {@code given}, or what it was, if it has the patches already */
    private Tree start(List<Patch> patches, Tree given) {
        if (applies(patches, given)) {
            return given;
        }
        List<Patch> back = new ArrayList<>();
        for (int i = patches.size() - 1; i >= 0; i--) {
            List<FilePatch> files = new ArrayList<>();
            patches.get(i).files().forEach(f -> files.add(0, Application.reversed(f)));
            back.add(new Patch(patches.get(i).letter(), files));
        }
        if (!applies(back, given)) {
            return given;
        }
        notes.add("the tree has the change already: compared with what it was before");
        Tree tree = given;
        for (Patch patch : back) {
            tree = apply(patch, tree, new HashMap<>(), false);
        }
        return tree;
    }

    private static boolean applies(List<Patch> patches, Tree tree) {
        Tree now = tree;
        for (Patch patch : patches) {
            for (FilePatch f : patch.files()) {
                String before = f.oldPath() == null ? "" : now.load(f.oldPath());
                if (before == null || f.oldPath() == null && now.load(f.path()) != null) {
                    return false;
                }
                Application done = Application.of(f, before);
                if (!done.problems().isEmpty()) {
                    return false;
                }
                now = result(now, f, done.text());
            }
        }
        return true;
    }

    private static Tree result(Tree tree, FilePatch f, String text) {
        Tree next = tree;
        if (f.oldPath() != null && !f.oldPath().equals(f.newPath())) {
            next = next.with(f.oldPath(), null);
        }
        return f.newPath() == null ? next : next.with(f.newPath(), text);
    }

    private Tree apply(Patch patch, Tree tree, Map<String, ChangedLines> lines, boolean say) {
        Tree now = tree;
        for (FilePatch f : patch.files()) {
            if (f.binary()) {
                continue;
            }
            String before = f.oldPath() == null ? "" : now.load(f.oldPath());
            Application done;
            if (before == null) {
                // The part that the patch shows is all there is to see of the file, before and after.
                Application then = Application.seen(Application.reversed(f));
                now = now.with(f.path(), then.text());
                done = Application.seen(f);
                glimpsed.add(f.path());
                note(say, f.path() + " is not here: only the lines of the patch itself were analysed");
            } else {
                done = Application.of(f, before);
                for (PatchProblem p : done.problems()) {
                    incomplete |= say;
                    note(say, p.file() + ":" + p.line() + ": " + p.message());
                }
            }
            lines.put(f.path(), ChangedLines.of(done.hunks()));
            now = result(now, f, done.text());
        }
        return now;
    }

    private void note(boolean say, String text) {
        if (say && !notes.contains(text)) {
            notes.add(text);
        }
    }

    private static Set<String> touched(Patch patch) {
        Set<String> paths = new TreeSet<>();
        for (FilePatch f : patch.files()) {
            paths.add(f.path());
            if (f.oldPath() != null) {
                paths.add(f.oldPath());
            }
        }
        return paths;
    }

    static boolean isAssembly(String path) {
        return path.endsWith(".S") || path.endsWith(".s") || path.endsWith(".sx") || path.endsWith(".asm");
    }

    private static boolean isHeader(String path) {
        return path.endsWith(".h") || path.endsWith(".inc") || path.endsWith(".i") || path.endsWith(".macro");
    }

    private Set<String> toAnalyse(List<Patch> patches, List<Tree> trees) {
        Set<String> files = new LinkedHashSet<>();
        Tree end = trees.get(trees.size() - 1);
        for (Patch patch : patches) {
            for (String path : touched(patch)) {
                if (isAssembly(path)) {
                    files.add(path);
                } else if (isHeader(path)) {
                    files.addAll(analyst.readersOf(path, end));
                }
            }
        }
        return files;
    }

    /** Reports of all files; those whose text and headers the last patch left alone stay as they were. */
    private Report report(Set<String> files, Tree tree, Set<String> touched, boolean first) {
        boolean headers = touched.stream().anyMatch(Reviewer::isHeader);
        List<Report> parts = new ArrayList<>();
        for (String file : files) {
            if (tree.load(file) == null) {
                reports.remove(file);
                continue;
            }
            if (first || headers || touched.contains(file) || !reports.containsKey(file)) {
                Report report = analyst.analyze(file, tree);
                reports.put(file, glimpsed.contains(file) ? withoutProblems(report) : report);
            }
            parts.add(known(file));
        }
        return Report.merge(parts);
    }

    /** What surrounds a glimpse is missing, so nothing that it lacks is a problem of its own. */
    private static Report withoutProblems(Report r) {
        return new Report(r.findings(), r.routines(), r.lines(), r.runs(), List.of());
    }

    private Report known(String file) {
        @Nullable Report report = reports.get(file);
        return report == null ? Report.merge(List.of()) : report;
    }

    private static Map<String, String> renames(List<Patch> patches) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Patch patch : patches) {
            for (FilePatch f : patch.files()) {
                if (f.oldPath() != null && f.newPath() != null && !f.oldPath().equals(f.newPath())) {
                    names.put(f.newPath(), names.getOrDefault(f.oldPath(), f.oldPath()));
                }
            }
        }
        return names;
    }

    private static Step step(Patch patch, Tree tree, Map<String, ChangedLines> lines, List<Report> states, int index) {
        Report start = states.get(0);
        Report after = states.get(index + 1);
        Report end = states.get(states.size() - 1);
        Review all = Comparison.of(states.get(index), after, renames(List.of(patch)), lines);
        List<Finding> kept = all.fresh().stream().filter(f -> has(end, f)).toList();
        Review review = new Review(
                kept,
                all.worse().stream().filter(w -> has(end, w.finding())).toList(),
                all.fixed().stream().filter(f -> has(start, f)).toList(),
                all.costs(),
                all.verdicts().stream()
                        .filter(v -> end.routines().stream()
                                .anyMatch(r ->
                                        r.name().equals(v.routine()) && r.mmu().equals(v.after())))
                        .toList());
        return new Step(patch, tree, lines, after, review, all.fresh().size() - kept.size());
    }

    private static boolean has(Report report, Finding finding) {
        return report.findings().stream().anyMatch(f -> f.fingerprint().equals(finding.fingerprint()));
    }
}
