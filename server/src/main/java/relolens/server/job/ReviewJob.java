package relolens.server.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.AnalysisRequest.Runs;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.patch.Patch;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.InputProblem;
import relolens.analyzer.review.Reviewer;
import relolens.analyzer.review.SeriesReview;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.SourceLoader;
import relolens.emulator.timing.TimingLibrary;
import relolens.server.files.AssemblyFiles;
import relolens.server.files.DiskSources;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;
import relolens.server.terminal.ProgressLine;

/** Analyses the states that a change leads through. */
public final class ReviewJob implements Reviewer.Analyst {
    /** A header may have more readers than anybody wants to wait for. */
    private static final int MOST_READERS = 100;

    /** How to analyse; names as in {@link AnalysisRequest}. */
    public record Plan(
            Path root,
            BuildFlags flags,
            @Nullable String core,
            @Nullable String board,
            boolean runs) {}

    /**
     * @param problems inputs that the change made unreadable
     */
    public record Outcome(SeriesReview review, List<InputProblem> problems, boolean interrupted) {
        /**
         * {@return the exit code}
         *
         * @param threshold severity from which findings fail, null for never
         * @param badPatch whether part of the change could not be read
         */
        public int exitCode(@Nullable Severity threshold, boolean badPatch) {
            if (interrupted) {
                return Exit.INTERRUPTED;
            }
            if (problems.stream().anyMatch(p -> p.code().equals("internal"))) {
                return Exit.INTERNAL;
            }
            if (badPatch || review.incomplete() || problems.stream().anyMatch(p -> p.severity() == Severity.ERROR)) {
                return Exit.INPUT;
            }
            boolean fails = threshold != null
                    && (review.whole().fresh().stream()
                                    .anyMatch(f -> f.severity().compareTo(threshold) <= 0)
                            || review.whole().worse().stream()
                                    .anyMatch(w -> w.finding().severity().compareTo(threshold) <= 0));
            return fails ? Exit.FINDINGS : Exit.CLEAN;
        }
    }

    private final Plan plan;
    private final Console console;
    private final ProgressLine progress;
    private final DiskSources machines;
    private @Nullable SourceLoader headersOf;
    private @Nullable HeaderCache headers;

    /** A job that analyses as {@code plan} says. */
    public ReviewJob(Plan plan, Console console) {
        this.plan = plan;
        this.machines = new DiskSources(plan.root(), Map.of());
        this.console = console;
        this.progress = new ProgressLine(console);
    }

    /** Reviews {@code patches} on top of {@code tree}. */
    public Outcome run(List<Patch> patches, SourceLoader tree) {
        SeriesReview review = Reviewer.review(patches, tree, this);
        progress.clear();
        // What was wrong before the change is no news.
        List<InputProblem> problems = new ArrayList<>(review.after().problems());
        problems.removeAll(review.before().problems());
        problems.forEach(p -> console.say(relolens.analyzer.report.GccReport.line(p)));
        return new Outcome(review, problems, console.interrupt().wanted());
    }

    @Override
    public Report analyze(String path, SourceLoader tree) {
        if (progress.cancelled()) {
            return Report.merge(List.of());
        }
        SourceLoader files = rooted(tree);
        HeaderCache cache = headers;
        if (cache == null || headersOf != tree) {
            cache = new HeaderCache(files);
            headers = cache;
            headersOf = tree;
        }
        Path file = plan.root().resolve(path).normalize();
        var request = new AnalysisRequest(
                List.of(file.toString()),
                plan.flags().choose(file, files).options(),
                cache,
                plan.root().toString(),
                null,
                plan.core(),
                plan.board(),
                plan.runs() ? Runs.ALL : Runs.NONE);
        return console.engine().study(request, progress).report();
    }

    /** Files of cores and boards that options name are those of the disk, before the change and after. */
    private boolean named(@Nullable String machine, Path file) {
        return machine != null
                && TimingLibrary.isFile(machine)
                && plan.root().resolve(machine).equals(file);
    }

    /** {@return {@code tree}, which goes by paths from the root, as a loader of absolute paths} */
    private SourceLoader rooted(SourceLoader tree) {
        return path -> {
            Path file = plan.root().resolve(path).normalize();
            if (named(plan.core(), file) || named(plan.board(), file)) {
                return machines.load(file.toString());
            }
            return file.startsWith(plan.root())
                    ? tree.load(plan.root().relativize(file).toString().replace('\\', '/'))
                    : tree.load(file.toString());
        };
    }

    @Override
    public List<String> readersOf(String header, SourceLoader tree) {
        String name = header.substring(header.lastIndexOf('/') + 1);
        Pattern include =
                Pattern.compile("(?m)^\\s*[#.]\\s*include\\s*[<\"]([^>\"]*/)?" + Pattern.quote(name) + "[>\"]");
        List<String> readers = new ArrayList<>();
        List<Path> all;
        try {
            all = AssemblyFiles.below(plan.root());
        } catch (IOException e) {
            all = List.of();
        }
        for (Path file : all) {
            String path = plan.root().relativize(file).toString().replace('\\', '/');
            String text = readers.size() < MOST_READERS ? tree.load(path) : null;
            if (text != null && include.matcher(text).find()) {
                readers.add(path);
            }
        }
        return List.copyOf(Set.copyOf(readers)).stream().sorted().toList();
    }
}
