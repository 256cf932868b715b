package relolens.analyzer.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import relolens.analyzer.Analysis;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;
import relolens.analyzer.unit.RoutineMemory;

/** Analyses a unit of 5,000 lines again after each of many edits, as the editor does: warm, fixes not tried. */
public final class Reanalysis {
    private static final String FILE = "/bench/edited.S";
    private static final int LINES = 5000;
    private static final int EDITS = 120;

    private Reanalysis() {}

    public static void main(String[] args) {
        double calibration = calibration();
        System.out.printf("%-48s %9s %9s  %s%n", "analyze after an edit, 5,000 lines", "p50 ms", "p99 ms", "ratio of p50");
        for (String shape : List.of("routines", "routine", "macros")) {
            measure(shape, calibration);
        }
    }

    private static double calibration() {
        double[] millis = new double[9];
        long x = 88_172_645_463_325_252L;
        for (int round = -millis.length; round < millis.length; round++) {
            long start = System.nanoTime();
            x = Calibration.spin(x, Calibration.STEPS);
            if (round >= 0) {
                millis[round] = (System.nanoTime() - start) / 1e6;
            }
        }
        if (x == 0) {
            throw new AssertionError("xorshift never reaches 0");
        }
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    private static void measure(String shape, double calibration) {
        String[] lines = GeneratedUnit.text(shape, LINES).split("\n", -1);
        var threads = ManagementFactory.getThreadMXBean();
        double[] wall = new double[EDITS];
        double[] cpu = new double[EDITS];
        HeaderCache headers = new HeaderCache(path -> null);
        RoutineMemory memory = new RoutineMemory();
        for (int i = -EDITS; i < EDITS; i++) {
            int edited = Math.floorMod(i * 7919, lines.length);
            String before = lines[edited];
            // A line more: everything after it moves.
            lines[edited] = before + "\n\tnop";
            String text = String.join("\n", lines);
            headers = headers.again(path -> path.equals(FILE) ? text : null);
            AnalysisRequest request = new AnalysisRequest(
                            List.of(FILE),
                            CppOptions.none(),
                            headers,
                            "/bench",
                            null,
                            null,
                            null,
                            AnalysisRequest.Runs.NONE)
                    .withFixesUntried();
            long start = System.nanoTime();
            long startCpu = threads.getCurrentThreadCpuTime();
            Report report =
                    Analysis.study(request, Progress.NONE, memory).report();
            if (i >= 0) {
                cpu[i] = (threads.getCurrentThreadCpuTime() - startCpu) / 1e6;
                wall[i] = (System.nanoTime() - start) / 1e6;
            }
            if (report.lines().size() < LINES / 3) {
                throw new IllegalStateException("not analysed: " + report.problems());
            }
            lines[edited] = before;
        }
        Arrays.sort(wall);
        Arrays.sort(cpu);
        int p99 = EDITS * 99 / 100;
        System.out.printf(
                Locale.ROOT,
                "%-48s %9.1f %9.1f  %.1f x calibration (%.1f ms); processor time %.1f and %.1f ms%n",
                shape,
                wall[EDITS / 2],
                wall[p99],
                wall[EDITS / 2] / calibration,
                calibration,
                cpu[EDITS / 2],
                cpu[p99]);
    }
}
