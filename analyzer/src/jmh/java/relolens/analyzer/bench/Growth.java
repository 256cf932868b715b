package relolens.analyzer.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import relolens.analyzer.Analysis;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;

/**
 * Does the time of an analysis grow with the length of its unit, and no faster? JMH would compile each length in a JVM
 * of its own, and a long unit reaches a warm one much later than a short one: here one JVM is warmed by all lengths, then
 * they take turns, each with the same number of lines a turn. Times are the thread's CPU time, so load disturbs little.
 */
public final class Growth {
    private static final String FILE = "/bench/generated.S";
    private static final int LINES = 256;
    private static final int[] SCALES = {1, 4, 16, 64};
    private static final int TURNS = 15;
    private static final long WARM_NANOS = 7_000_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Growth() {}

    public static void main(String[] args) {
        System.out.printf("%-48s %12s %7s  %s%n", "growth", "median us", "spread", "ratio");
        for (String shape : List.of("routines", "routine", "macros")) {
            measure(shape);
        }
    }

    private static void measure(String shape) {
        String[] texts = new String[SCALES.length];
        for (int i = 0; i < SCALES.length; i++) {
            texts[i] = GeneratedUnit.text(shape, LINES * SCALES[i]);
            Report report = analyze(texts[i]);
            if (!report.problems().isEmpty() || report.lines().size() < LINES * SCALES[i] / 3) {
                throw new IllegalStateException("the generated unit is not analysed: " + report.problems());
            }
        }
        long start = THREADS.getCurrentThreadCpuTime();
        while (THREADS.getCurrentThreadCpuTime() - start < WARM_NANOS) {
            turn(texts);
        }
        double[][] micros = new double[SCALES.length][TURNS];
        for (int t = 0; t < TURNS; t++) {
            double[] turn = turn(texts);
            for (int i = 0; i < SCALES.length; i++) {
                micros[i][t] = turn[i];
            }
        }
        double first = 0;
        for (int i = 0; i < SCALES.length; i++) {
            Arrays.sort(micros[i]);
            double median = micros[i][TURNS / 2];
            first = i == 0 ? median : first;
            System.out.printf(
                    Locale.ROOT,
                    "%-48s %12.1f %6.0f%%  %.2f per line, x1 = 1%n",
                    "analyze " + shape + " x" + SCALES[i],
                    median,
                    (micros[i][TURNS - 1] - micros[i][0]) / median * 100,
                    median / first / SCALES[i]);
        }
    }

    /** {@return CPU microseconds of one analysis of each text} */
    private static double[] turn(String[] texts) {
        double[] micros = new double[texts.length];
        for (int i = 0; i < texts.length; i++) {
            int times = SCALES[SCALES.length - 1] / SCALES[i];
            long start = THREADS.getCurrentThreadCpuTime();
            for (int n = 0; n < times; n++) {
                analyze(texts[i]);
            }
            micros[i] = (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / times;
        }
        return micros;
    }

    private static Report analyze(String text) {
        return Analysis.analyze(
                new AnalysisRequest(
                        List.of(FILE),
                        CppOptions.none(),
                        path -> path.equals(FILE) ? text : null,
                        "/bench",
                        null,
                        null,
                        null,
                        AnalysisRequest.Runs.NONE),
                Progress.NONE);
    }
}
