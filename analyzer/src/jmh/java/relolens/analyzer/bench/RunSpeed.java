package relolens.analyzer.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import relolens.analyzer.Analysis;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.Study;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Conditions;
import relolens.analyzer.run.Progress;
import relolens.analyzer.run.RunRequest;
import relolens.analyzer.run.RunResult;
import relolens.analyzer.run.Runs;

/**
 * One relocation with the MMU on in a fresh process, with its costs: instructions a second of wall time, from the routine's
 * entry to its end. Arguments: example file, image size, core, board, {@code exact} or {@code steady}, how often (1).
 */
public final class RunSpeed {
    private static final String ROUTINE = "relocate_image";

    private RunSpeed() {}

    public static void main(String[] args) throws IOException {
        String text = Files.readString(Path.of(args[0])).replace("size=25MB", "size=" + args[1]);
        AnalysisRequest request = new AnalysisRequest(
                List.of("run.S"),
                CppOptions.none(),
                path -> path.equals("run.S") ? text : null,
                "",
                null,
                args[2],
                args[3],
                AnalysisRequest.Runs.NONE);
        Study study = Analysis.study(request, Progress.NONE);
        Contract contract = study.contracts().stream()
                .filter(c -> c.routine().equals(ROUTINE))
                .findFirst()
                .orElseThrow();
        RunRequest run = new RunRequest(
                study.units().get(0).assembled(),
                contract,
                contract.runs().stream()
                        .filter(r -> r.name().equals("on"))
                        .findFirst()
                        .orElseThrow(),
                Map.of(),
                args[2],
                args[3],
                Conditions.exact(args[4].equals("exact")));
        for (int i = args.length > 5 ? Integer.parseInt(args[5]) : 1; i > 0; i--) {
            once(run, String.join(" ", args[1], args[2], args[4]));
        }
    }

    private static void once(RunRequest request, String name) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        RunResult result = Runs.run(request, Progress.NONE);
        double seconds = (System.nanoTime() - start) / 1e9;
        double busy = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        if (!(result instanceof RunResult.Finished finished)
                || !finished.run().outcome().equals("ok")) {
            throw new IllegalStateException(name + ": " + result);
        }
        Report.Run row = finished.run();
        System.out.printf(
                "%-48s %10.3f s %10.3f s of processor  %7.1f million instructions/s%n",
                name, seconds, busy, row.instructions() / seconds / 1e6);
    }
}
