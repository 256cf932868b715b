package relolens.server.job;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.EditedText;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Edit;
import relolens.analyzer.source.Severity;
import relolens.server.files.FileText;
import relolens.server.terminal.RootPaths;
import relolens.server.terminal.UsageProblem;

/** {@code --fix}: applies the fixes that are safe, round by round, and keeps a round only if it leaves fewer findings. */
public final class SafeFixes {
    /** A fix may uncover the next finding; after so many rounds it is no longer one mistake. */
    private static final int MOST_ROUNDS = 8;

    private final Inputs inputs;
    private final Path root;
    private final Function<Inputs, AnalyzeJob.Outcome> analysis;
    /** Absolute path → text, for files changed so far. */
    private final Map<String, String> texts = new TreeMap<>();

    /**
     * @param root directory that reported paths are relative to
     * @param analysis analyses inputs, without running anything
     */
    public SafeFixes(Inputs inputs, Path root, Function<Inputs, AnalyzeJob.Outcome> analysis) {
        this.inputs = inputs;
        this.root = root;
        this.analysis = analysis;
    }

    /** {@return the inputs with every safe fix in them} */
    public Inputs fixed() {
        Inputs now = inputs;
        Report report = analysis.apply(now).report();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Map<String, String> next = round(report);
            if (next.isEmpty()) {
                break;
            }
            Map<String, String> overlay = new HashMap<>(now.overlay());
            overlay.putAll(next);
            Inputs candidate = new Inputs(now.files(), overlay, now.problems());
            Report after = analysis.apply(candidate).report();
            boolean better = after.findings().size() < report.findings().size();
            if (!better || errors(after) > errors(report)) {
                break;
            }
            texts.putAll(next);
            now = candidate;
            report = after;
        }
        return now;
    }

    private static long errors(Report report) {
        return report.problems().stream()
                .filter(p -> p.severity() == Severity.ERROR)
                .count();
    }

    /** {@return files that safe edits change, as they would be} */
    private Map<String, String> round(Report report) {
        Map<String, List<Edit>> edits = new TreeMap<>();
        for (Report.Finding f : report.findings()) {
            Report.Fix fix = f.fix();
            if (fix != null && fix.safe()) {
                for (Edit e : fix.edits()) {
                    List<Edit> list = edits.computeIfAbsent(e.file(), k -> new ArrayList<>());
                    if (list.stream().noneMatch(other -> overlap(other, e))) {
                        list.add(e);
                    }
                }
            }
        }
        Map<String, String> next = new TreeMap<>();
        edits.forEach((file, list) -> {
            Path path = root.resolve(file).normalize();
            String text = inputs.files().containsKey(path) ? text(path) : null;
            if (text != null) {
                next.put(path.toString(), EditedText.of(text, list));
            }
        });
        return next;
    }

    private static boolean overlap(Edit a, Edit b) {
        return !(before(a.endLine(), a.endColumn(), b.line(), b.column())
                || before(b.endLine(), b.endColumn(), a.line(), a.column()));
    }

    private static boolean before(int line, int column, int otherLine, int otherColumn) {
        return line < otherLine || line == otherLine && column < otherColumn;
    }

    private @Nullable String text(Path path) {
        String changed = texts.get(path.toString());
        String given = changed == null ? inputs.overlay().get(path.toString()) : changed;
        return given != null ? given : FileText.read(path) instanceof FileText.Text t ? t.text() : null;
    }

    /** Writes the changed files; {@return how many there are} */
    public int write() {
        texts.forEach((file, text) -> {
            try {
                Files.writeString(Path.of(file), text, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UsageProblem("--fix: " + file + ": cannot be written: " + e.getMessage());
            }
        });
        return texts.size();
    }

    /** {@return what would be written, as a unified diff that git apply takes} */
    public String diff() {
        StringBuilder out = new StringBuilder();
        texts.forEach((file, text) -> {
            String name = new RootPaths(root).relative(Path.of(file));
            String was = inputs.overlay().get(file);
            String before = was != null ? was : FileText.read(Path.of(file)) instanceof FileText.Text t ? t.text() : "";
            List<String> old = before.lines().toList();
            var patch = DiffUtils.diff(old, text.lines().toList());
            UnifiedDiffUtils.generateUnifiedDiff("a/" + name, "b/" + name, old, patch, 3)
                    .forEach(l -> out.append(l).append('\n'));
        });
        return out.toString();
    }
}
