package relolens.analyzer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.contract.Contracts;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.report.EditedText;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.run.Progress;
import relolens.analyzer.source.Severity;
import relolens.analyzer.unit.RoutineMemory;
import relolens.analyzer.unit.UnitAnalyzer;

/**
 * Tries fixes before anybody is offered one: the unit is read, assembled and analysed with the edits in it. A fix holds if
 * the unit still assembles, its finding is gone, and, for one called safe, no error or warning is there that was not before.
 */
final class FixCheck {
    /** Fixes tried for one unit; what is behind them is offered once the ones before it are applied. */
    private static final int MOST = 64;

    private final AnalysisRequest request;
    private final HeaderCache headers;
    private final Progress progress;
    private final RoutineMemory memory;

    /** What one analysis found, by rule and routine: fixes are few, and a line number says nothing after an edit. */
    private record Tally(Map<String, Integer> findings, Map<String, Integer> serious, long errors) {
        static Tally of(List<Finding> findings, Stream<Severity> problems) {
            Map<String, Integer> all = new HashMap<>();
            Map<String, Integer> serious = new HashMap<>();
            for (Finding f : findings) {
                all.merge(f.rule() + '@' + f.routine(), 1, Integer::sum);
                if (f.severity() != Severity.NOTE) {
                    serious.merge(f.rule(), 1, Integer::sum);
                }
                // What was hidden behind this one is nothing new when it comes to light.
                f.related().forEach(r -> serious.merge(r.rule(), 1, Integer::sum));
            }
            return new Tally(
                    all, serious, problems.filter(s -> s == Severity.ERROR).count());
        }

        boolean without(Finding finding, Tally before) {
            String key = finding.rule() + '@' + finding.routine();
            return findings.getOrDefault(key, 0) < before.findings.getOrDefault(key, 0);
        }

        boolean noWorse(Tally before) {
            return serious.entrySet().stream()
                    .allMatch(e -> e.getValue() <= before.serious.getOrDefault(e.getKey(), 0));
        }
    }

    FixCheck(AnalysisRequest request, HeaderCache headers, Progress progress, RoutineMemory memory) {
        this.memory = memory;
        this.request = request;
        this.headers = headers;
        this.progress = progress;
    }

    /**
     * {@return the findings, those whose fix does not hold without it}
     *
     * @param file the unit's main file
     * @param findings all of the unit's, places as the analysis names them
     * @param problems of reading the unit
     */
    List<Finding> tried(String file, List<Finding> findings, List<Report.InputProblem> problems) {
        Tally before = Tally.of(findings, problems.stream().map(Report.InputProblem::severity));
        int tries = 0;
        List<Finding> result = new ArrayList<>(findings.size());
        for (Finding f : findings) {
            Report.Fix fix = f.fix();
            boolean keep = fix == null || tries++ < MOST && !progress.cancelled() && holds(file, f, fix, before);
            result.add(keep ? f : f.with(null));
        }
        return result;
    }

    /** {@return whether one finding's fix holds; everything else is as in {@link #tried}} */
    boolean holds(String file, Finding finding, List<Finding> findings, List<Report.InputProblem> problems) {
        Report.Fix fix = finding.fix();
        return fix != null
                && holds(
                        file, finding, fix, Tally.of(findings, problems.stream().map(Report.InputProblem::severity)));
    }

    private boolean holds(String file, Finding finding, Report.Fix fix, Tally before) {
        Map<String, String> texts = texts(fix);
        if (texts == null) {
            return false;
        }
        HeaderCache edited = headers.with(texts);
        PreprocessedUnit preprocessed = Preprocessor.preprocess(file, request.options(), edited);
        AssembledUnit assembled = Assembler.assemble(preprocessed, edited, request.options());
        Tally read = Tally.of(List.of(), assembled.problems().stream().map(p -> p.severity()));
        if (read.errors() > before.errors()) {
            return false;
        }
        Contracts contracts = Contracts.of(preprocessed, edited, request.config());
        Tally after = Tally.of(
                UnitAnalyzer.analyze(
                                preprocessed,
                                assembled,
                                edited,
                                contracts,
                                request.entry(),
                                progress::cancelled,
                                memory,
                                known -> {})
                        .findings(),
                Stream.empty());
        return !progress.cancelled() && after.without(finding, before) && (!fix.safe() || after.noWorse(before));
    }

    private @Nullable Map<String, String> texts(Report.Fix fix) {
        Map<String, List<Report.Edit>> byFile = new HashMap<>();
        fix.edits()
                .forEach(e ->
                        byFile.computeIfAbsent(e.file(), k -> new ArrayList<>()).add(e));
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, List<Report.Edit>> e : byFile.entrySet()) {
            String text = headers.load(e.getKey());
            if (text == null) {
                return null;
            }
            texts.put(e.getKey(), EditedText.of(text, e.getValue()));
        }
        return texts;
    }
}
