package relolens.analyzer.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs the benchmarks and prints a table: the median of each, and how it stands to another of the same run. */
public final class Benchmarks {
    private static final String CALIBRATION = "EngineBench.calibration";
    private final Map<String, Statistics> results;

    private Benchmarks(Map<String, Statistics> results) {
        this.results = results;
    }

    /** @param args part of a class name, "" for all */
    public static void main(String[] args) throws RunnerException {
        String wanted = args.length == 0 ? "" : args[0];
        String linux = System.getenv("RELOLENS_LINUX");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\.bench\\..*" + wanted)
                .include("\\." + CALIBRATION.replace(".", "\\."))
                .param("file", linux == null ? new String[] {"example"} : new String[] {"example", "linux-6.1"})
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        Map<String, Statistics> results = new LinkedHashMap<>();
        new Runner(options.build()).run().forEach(r -> {
            List<String> name = new ArrayList<>();
            String method = r.getParams().getBenchmark();
            name.add(method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1));
            for (String key : r.getParams().getParamsKeys()) {
                name.add(r.getParams().getParam(key));
            }
            results.put(String.join(" ", name), r.getPrimaryResult().getStatistics());
        });
        new Benchmarks(results).print();
    }

    private void print() {
        System.out.printf("%-48s %12s %7s  %s%n", "benchmark", "median us", "spread", "ratio");
        results.keySet().stream().sorted().forEach(this::row);
    }

    private void row(String name) {
        Statistics s = results.get(name);
        double median = s.getPercentile(50);
        double spread = (s.getMax() - s.getMin()) / median * 100;
        System.out.printf(Locale.ROOT, "%-48s %12.4f %6.0f%%  %s%n", name, median, spread, ratio(name, median));
    }

    private String ratio(String name, double median) {
        if (name.endsWith("bareCopy")) {
            return against(median, "EngineBench.javaCopy", "x javaCopy");
        }
        if (name.endsWith("timedCopy")) {
            return against(median, "EngineBench.bareCopy", "x bareCopy");
        }
        return name.equals(CALIBRATION) ? "1" : against(median, CALIBRATION, "x calibration");
    }

    private String against(double median, String other, String unit) {
        Statistics s = results.get(other);
        return s == null
                ? "-"
                : String.format(Locale.ROOT, "%.3g %s", median / s.getPercentile(50), unit);
    }
}
