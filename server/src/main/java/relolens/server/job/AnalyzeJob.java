package relolens.server.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.AnalysisRequest.Runs;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.project.BuildFlags;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Shard;
import relolens.analyzer.source.Severity;
import relolens.server.cache.ReportCache;
import relolens.server.files.DiskSources;
import relolens.server.terminal.Console;
import relolens.server.terminal.Exit;
import relolens.server.terminal.ProgressLine;
import relolens.server.terminal.RootPaths;
import relolens.server.terminal.Workers;

/** Analyses every input, some at a time, and puts the reports together in input order. */
public final class AnalyzeJob {
    /** What may run. */
    public enum Choice {
        NONE,
        /** Named files run what their clauses or profiles say, files of directories only clauses. */
        AS_NAMED,
        ALL
    }

    /**
     * How to analyse, the same for all inputs; names as in {@link AnalysisRequest}.
     *
     * @param shard part of the inputs to analyse, or null for all
     * @param cache directory where reports are kept from one command to the next, or null
     */
    public record Plan(
            Path root,
            BuildFlags flags,
            @Nullable String entry,
            @Nullable String core,
            @Nullable String board,
            Choice runs,
            @Nullable String config,
            boolean exact,
            int jobs,
            @Nullable Shard shard,
            @Nullable Path cache) {}

    /**
     * @param report of all inputs, or of the shard's; then what files share is said with each
     * @param notes what was assumed, for standard error
     * @param interrupted whether the user stopped it before its end
     */
    public record Outcome(
            Report report,
            List<String> notes,
            boolean interrupted,
            @Nullable Shard shard) {
        /** {@return the exit code} @param threshold severity from which findings fail, null for never */
        public int exitCode(@Nullable Severity threshold) {
            if (interrupted) {
                return Exit.INTERRUPTED;
            }
            if (report.problems().stream().anyMatch(p -> p.code().equals("internal"))) {
                return Exit.INTERNAL;
            }
            if (report.problems().stream().anyMatch(p -> p.severity() == Severity.ERROR)) {
                return Exit.INPUT;
            }
            boolean fails = threshold != null
                    && report.findings().stream().anyMatch(f -> f.severity().compareTo(threshold) <= 0);
            return fails ? Exit.FINDINGS : Exit.CLEAN;
        }
    }

    private record Part(
            String file, Report report, @Nullable String assumed) {}

    private final Plan plan;
    private final Console console;
    private @Nullable ReportCache cache;

    /** A job that analyses as {@code plan} says. */
    public AnalyzeJob(Plan plan, Console console) {
        this.plan = plan;
        this.console = console;
    }

    /** Analyses {@code inputs}; ends early, with what there is, once the user asks to stop. */
    public Outcome run(Inputs inputs) {
        var progress = new ProgressLine(console);
        var sources = new DiskSources(console.directory(), inputs.overlay());
        var headers = new HeaderCache(sources);
        var fragments = Fragments.among(inputs);
        cache = plan.cache() == null ? null : ReportCache.in(plan.cache(), sources);
        List<Callable<Part>> tasks = new ArrayList<>();
        for (Map.Entry<Path, Boolean> input : mine(inputs)) {
            tasks.add(() -> input.getValue()
                    ? analyze(input.getKey(), true, sources, headers, progress)
                    : found(input.getKey(), fragments, sources, headers, progress));
        }
        Shard shard = plan.shard();
        List<Report> reports = new ArrayList<>();
        if (shard == null || shard.index() == 1) {
            reports.add(new Report(List.of(), List.of(), List.of(), List.of(), inputs.problems()));
        }
        Map<String, List<String>> assumed = new LinkedHashMap<>();
        for (Part part : Workers.inOrder(tasks, plan.jobs())) {
            reports.add(part.report());
            if (part.assumed() != null) {
                assumed.computeIfAbsent(part.assumed(), k -> new ArrayList<>()).add(part.file());
            }
        }
        progress.clear();
        if (cache != null) {
            cache.tidy();
        }
        List<String> notes = new ArrayList<>();
        assumed.forEach(
                (what, files) -> notes.add((files.size() == 1 ? files.get(0) : files.size() + " files") + ": " + what));
        Report all = Report.merge(reports);
        return new Outcome(
                shard == null ? sharing(all) : all, notes, console.interrupt().wanted(), shard);
    }

    /** {@return the shard's inputs, all where there is none} */
    private List<Map.Entry<Path, Boolean>> mine(Inputs inputs) {
        List<Map.Entry<Path, Boolean>> all = List.copyOf(inputs.files().entrySet());
        Shard shard = plan.shard();
        return shard == null ? all : all.subList(shard.begin(all.size()), shard.end(all.size()));
    }

    /** {@return {@code report} with what many of its files suffer from said once} */
    public static Report sharing(Report report) {
        return new Report(
                report.findings(),
                report.routines(),
                report.lines(),
                report.runs(),
                SharedCauses.once(report.problems()));
    }

    /** A file that was found, not named. */
    private Part found(
            Path file, Fragments fragments, DiskSources sources, HeaderCache headers, ProgressLine progress) {
        var root = new RootPaths(plan.root());
        String never = Fragments.neverAssembled(file);
        if (never != null) {
            var note = new Report.InputProblem(Severity.NOTE, "fragment", root.relative(file), 1, 1, never);
            return new Part(
                    root.relative(file), new Report(List.of(), List.of(), List.of(), List.of(), List.of(note)), null);
        }
        Part part = analyze(file, false, sources, headers, progress);
        return new Part(part.file(), fragments.demoted(file, part.report(), root), part.assumed());
    }

    private Part analyze(Path file, boolean named, DiskSources sources, HeaderCache headers, ProgressLine progress) {
        if (progress.cancelled()) {
            return new Part("", Report.merge(List.of()), null);
        }
        BuildFlags.Choice flags = plan.flags().choose(file, sources);
        Runs runs = switch (plan.runs()) {
            case NONE -> Runs.NONE;
            case ALL -> Runs.ALL;
            case AS_NAMED -> named ? Runs.ALL : Runs.EXPLICIT;
        };
        Function<HeaderCache, AnalysisRequest> request = hand -> new AnalysisRequest(
                List.of(file.toString()),
                flags.options(),
                hand,
                plan.root().toString(),
                plan.entry(),
                plan.core(),
                plan.board(),
                runs,
                plan.config(),
                plan.exact());
        Report report = report(request, headers, progress);
        return new Part(new RootPaths(plan.root()).relative(file), report, flags.assumed());
    }

    private Report report(Function<HeaderCache, AnalysisRequest> request, HeaderCache headers, ProgressLine progress) {
        if (cache == null) {
            return console.engine().study(request.apply(headers), progress).report();
        }
        return cache.report(request.apply(headers), headers, watched -> {
            Report fresh =
                    console.engine().study(request.apply(watched), progress).report();
            return new ReportCache.Made(fresh, !progress.cancelled());
        });
    }
}
