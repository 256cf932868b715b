package relolens.analyzer;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.contract.Contracts;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Conditions;
import relolens.analyzer.run.KimageOffsets;
import relolens.analyzer.run.Progress;
import relolens.analyzer.run.RunRequest;
import relolens.analyzer.run.RunResult;
import relolens.analyzer.run.StaleRun;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.Span;
import relolens.analyzer.unit.RoutineMemory;
import relolens.analyzer.unit.UnitAnalysis;
import relolens.analyzer.unit.UnitAnalyzer;

/** Reads, analyses, runs: the one engine behind command line, language server and review. */
public final class Analysis {
    private final AnalysisRequest request;
    private final HeaderCache headers;
    private final Progress progress;
    private final MachineFiles machines;
    private final RoutineMemory memory;
    private final List<Report.Finding> findings = new ArrayList<>();
    private final List<Report.Routine> routines = new ArrayList<>();
    private final List<Report.LineState> lines = new ArrayList<>();
    private final List<Report.Run> runs = new ArrayList<>();
    private final List<Report.InputProblem> problems = new ArrayList<>();
    private final List<Study.Unit> units = new ArrayList<>();
    private final List<Contract> said = new ArrayList<>();

    private Analysis(AnalysisRequest request, Progress progress, RoutineMemory memory) {
        this.request = request;
        this.memory = memory;
        this.headers = HeaderCache.over(request.loader());
        this.progress = progress;
        this.machines = new MachineFiles(request.root(), request.loader());
    }

    /** {@return what there is to say of the request's files; never throws on bad source} */
    public static Report analyze(AnalysisRequest request, Progress progress) {
        return study(request, progress).report();
    }

    /** {@return the report and the units it was made from; never throws on bad source} */
    public static Study study(AnalysisRequest request, Progress progress) {
        return study(request, progress, new RoutineMemory());
    }

    /**
     * {@return the report and the units it was made from; never throws on bad source}
     *
     * @param memory what earlier studies found about routines: those that have not changed are not analysed again
     */
    public static Study study(AnalysisRequest request, Progress progress, RoutineMemory memory) {
        return new Analysis(request, progress, memory).run();
    }

    /**
     * {@return whether a finding's fix holds: with it in the text the unit assembles, the finding is gone, and a fix called
     * safe brings no error or warning}
     *
     * @param request what {@code before} answers, fixes untried
     * @param before the study that has the finding
     * @param finding one of its findings
     * @param progress the answer is no once this is cancelled
     * @param memory what is known of routines already
     */
    public static boolean holds(
            AnalysisRequest request, Study before, Report.Finding finding, Progress progress, RoutineMemory memory) {
        Report.Fix fix = finding.fix();
        if (fix == null || request.files().isEmpty()) {
            return false;
        }
        List<Report.Edit> edits = fix.edits().stream()
                .map(e -> new Report.Edit(
                        named(request, e.file()), e.line(), e.column(), e.endLine(), e.endColumn(), e.text()))
                .toList();
        Report.Finding placed = finding.with(new Report.Fix(fix.title(), edits, fix.safe()));
        return new FixCheck(request, HeaderCache.over(request.loader()), progress, memory)
                .holds(
                        request.files().get(0),
                        placed,
                        before.report().findings(),
                        before.report().problems());
    }

    /** A file as the analysis asked for it, which reports name relative to their root. */
    private static String named(AnalysisRequest request, String reported) {
        try {
            return Path.of(request.root()).resolve(reported).toString();
        } catch (InvalidPathException e) {
            return reported;
        }
    }

    private Study run() {
        int done = 0;
        for (String file : request.files()) {
            if (progress.cancelled()) {
                break;
            }
            progress.at("analyze", (double) done++ / request.files().size());
            guarded(file, () -> one(file));
        }
        ReportPaths paths = new ReportPaths(request.root());
        List<Report.Finding> placed = findings.stream().map(paths::finding).toList();
        Report report = new Report(
                placed.stream().sorted(FINDING_ORDER).toList(),
                routines.stream().map(paths::routine).toList(),
                lines.stream().map(paths::line).toList(),
                runs.stream().map(paths::run).toList(),
                problems.stream().map(paths::problem).distinct().toList());
        return new Study(report, units, said);
    }

    private static final Comparator<Report.Finding> FINDING_ORDER = Comparator.comparing(Report.Finding::file)
            .thenComparingInt(Report.Finding::line)
            .thenComparingInt(Report.Finding::column)
            .thenComparing(Report.Finding::rule);

    /** One file's failure must not take the others with it. */
    private void guarded(String file, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError e) {
            String message = "internal error while analysing this file, please report it: " + e;
            problems.add(new Report.InputProblem(Severity.ERROR, "internal", file, 1, 1, message));
        }
    }

    private void one(String file) {
        PreprocessedUnit preprocessed = Preprocessor.preprocess(file, request.options(), headers);
        if (progress.cancelled()) {
            return;
        }
        AssembledUnit assembled = Assembler.assemble(preprocessed, request.loader(), request.options());
        if (progress.cancelled()) {
            return;
        }
        Contracts contracts = Contracts.of(preprocessed, request.loader(), request.config());
        try (Experiments experiments = new Experiments(progress)) {
            UnitAnalysis analysis = UnitAnalyzer.analyze(
                    preprocessed,
                    assembled,
                    request.loader(),
                    contracts,
                    request.entry(),
                    progress::cancelled,
                    memory,
                    // Runs need no more than contracts: they go on while the routines are analysed.
                    known -> begin(experiments, preprocessed, assembled, known));
            analysed(file, preprocessed, assembled, contracts, analysis);
            experiments.carryOut((order, result, stale) -> ran(contracts, order, result, stale));
        }
    }

    private void analysed(
            String file,
            PreprocessedUnit preprocessed,
            AssembledUnit assembled,
            Contracts contracts,
            UnitAnalysis analysis) {
        said.addAll(analysis.contracts());
        units.add(new Study.Unit(file, preprocessed, assembled, contracts.sidecars()));
        boolean tried = request.fixes() == AnalysisRequest.Fixes.TRIED;
        findings.addAll(
                tried
                        ? new FixCheck(request, headers, progress, memory)
                                .tried(file, analysis.findings(), analysis.problems())
                        : analysis.findings());
        routines.addAll(analysis.routines());
        lines.addAll(analysis.lines());
        problems.addAll(analysis.problems());
    }

    private void begin(
            Experiments experiments, PreprocessedUnit preprocessed, AssembledUnit assembled, List<Contract> known) {
        if (request.runs() == AnalysisRequest.Runs.NONE) {
            return;
        }
        Set<Clause.Run> done = new HashSet<>();
        for (Contract contract : known) {
            boolean all = request.runs() == AnalysisRequest.Runs.ALL;
            for (Clause.Run run : all ? contract.runs() : contract.explicitRuns()) {
                if (request.choice().takes(contract.routine(), run.name()) && done.add(run)) {
                    experiments.add(new RunRequest(
                            assembled,
                            contract,
                            machines.placed(run),
                            KimageOffsets.of(preprocessed),
                            request.core(),
                            request.board(),
                            Conditions.exact(request.exact()),
                            machines.library()));
                }
            }
        }
        experiments.begin();
    }

    private void ran(Contracts contracts, RunRequest order, RunResult result, List<StaleRun.Found> stale) {
        if (result instanceof RunResult.Finished finished) {
            Report.Run row = finished.run()
                    .withStale(stale.stream().map(StaleRun.Found::row).toList());
            runs.add(row);
            StaleFindings.tell(findings, order.contract(), contracts, order.run(), row, stale);
            Expectation.check(order.contract(), order.run(), finished.run()).ifPresent(findings::add);
        } else if (result instanceof RunResult.Refused refused) {
            Span s = order.run().by().span();
            problems.add(
                    new Report.InputProblem(Severity.ERROR, "run", s.file(), s.line(), s.column(), refused.message()));
        }
    }
}
