package relolens.server.lsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.Study;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.contract.MachineState;
import relolens.analyzer.contract.OnOff;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;
import relolens.analyzer.source.Severity;
import relolens.analyzer.source.Span;
import relolens.server.Engine;

/** Finds the word {@code bad} in every line and takes every label for a routine, so that tests need no real analysis. */
final class FakeEngine implements Engine {
    static final String THROW = "overflow";

    @Override
    public Study study(AnalysisRequest request, Progress progress) {
        String path = request.files().get(0);
        String text = Objects.requireNonNull(request.loader().load(path));
        if (text.contains(THROW)) {
            throw new StackOverflowError();
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        List<Report.Finding> findings = new ArrayList<>();
        List<Report.Routine> routines = new ArrayList<>();
        List<Report.LineState> states = new ArrayList<>();
        List<Report.Run> runs = new ArrayList<>();
        var entry = new Report.Entry("1", "off");
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            int at = line.indexOf("bad");
            if (at >= 0) {
                int column = line.codePointCount(0, at) + 1;
                var fix = new Report.Fix(
                        "write good", List.of(new Report.Edit(name, i + 1, column, i + 1, column + 3, "good")), true);
                findings.add(new Report.Finding(
                        "C03",
                        "bad-word",
                        Severity.ERROR,
                        name,
                        i + 1,
                        column,
                        i + 1,
                        column + 3,
                        "bad word",
                        null,
                        entry,
                        List.of(new Report.PathStep(name, 1, "it began here")),
                        List.of(),
                        List.of(),
                        fix,
                        "f" + i));
            }
            if (line.endsWith(":")) {
                String routine = line.substring(0, line.length() - 1);
                routines.add(new Report.Routine(
                        routine,
                        name,
                        i + 1,
                        lines.length,
                        "",
                        "on-only",
                        List.of(new Report.MmuReason("off", name, i + 2, "A02", "dc zva")),
                        List.of(),
                        4));
            }
            states.add(new Report.LineState(
                    name,
                    i + 1,
                    "r",
                    entry,
                    i < 2 ? "off" : "on",
                    "off",
                    "on",
                    "1",
                    List.of(),
                    List.of("normal-memory")));
        }
        if (request.runs() == AnalysisRequest.Runs.ALL) {
            progress.at("half way", 0.5);
            var stall = new Report.Stall(0, 0, 90, 0, 0, 0, 0, 0);
            for (Report.Routine r : routines) {
                if (!request.choice().takes(r.name(), "off")) {
                    continue;
                }
                runs.add(new Report.Run(
                        r.name(),
                        "off",
                        name,
                        "cortex-a53",
                        "rk3399",
                        entry,
                        "off",
                        progress.cancelled() ? "cancelled" : "ok",
                        "",
                        10,
                        100,
                        0.4,
                        0.5,
                        1_000_000_000,
                        0.45,
                        25_000_000,
                        true,
                        List.of(),
                        List.of(),
                        List.of(new Report.LineCost(name, r.line() + 1, 10, 100, stall)),
                        List.of()));
            }
        }
        List<Contract> contracts = routines.stream().map(r -> contract(r, path)).toList();
        return new Study(new Report(findings, routines, states, runs, List.of()), List.of(), contracts);
    }

    /** Every routine has one run, called off. */
    private static Contract contract(Report.Routine r, String path) {
        String text = "run off: mmu=off core=cortex-a53";
        var by = new Clause.Statement(Clause.Level.COMMENT, Span.of(path, r.line(), 1, text.length()), text);
        var run = new Clause.Run("off", MachineState.UNKNOWN.withMmu(OnOff.OFF), "cortex-a53", null, Map.of(), by);
        return new Contract(
                r.name(), List.of(), Map.of(), Contract.Core.UNKNOWN, List.of(run), null, List.of(), null, "");
    }
}
