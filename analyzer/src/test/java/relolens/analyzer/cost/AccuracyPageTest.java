package relolens.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relolens.analyzer.compare.Comparison;
import relolens.analyzer.compare.Plan;
import relolens.analyzer.compare.Row;
import relolens.analyzer.run.Progress;
import relolens.analyzer.run.PublishedBranch;
import relolens.analyzer.run.PublishedCopy;

/**
 * docs/accuracy.md: every published measurement used here against what the model says, with llvm-mca 14 beside it. Stale
 * is a failure; {@code -Drelolens.write=true} writes it anew.
 */
@Tag("oracle")
class AccuracyPageTest {
    private final StringBuilder page = new StringBuilder();
    private double predictedError;
    private int predicted;
    private double allError;
    private double mcaError;
    private int mcaAll;
    private int all;

    @Test
    void pageSaysWhatTheModelSaysAndKernelsAreWithinTheirTargets() throws IOException, InterruptedException {
        page.append("""
                # How far off

                Written by `AccuracyPageTest` (run it with `-Drelolens.write=true`); a page that is not what the model says now
                fails the test. *fit*: a figure of the core's or board's file was taken from this very measurement. *predicted*:
                it was not. Only predicted rows say anything of the model; fit rows say that the data went in. Errors are of
                ours, and of llvm-mca 14, which knows neither caches nor boards and takes other cores' models for some.

                ## Kernels in the first-level cache, cycles a round
                | core | kernel | published | here | error | llvm-mca 14 | error | kind | source |
                |---|---|---|---|---|---|---|---|---|
                """);
        List<PublishedKernel> kernels = PublishedKernel.all();
        Map<PublishedKernel, Double> mca = StaticAnalysis.of(kernels);
        Map<PublishedKernel, Double> ours = measured(kernels, PublishedKernel::here);
        for (PublishedKernel k : kernels) {
            kernel(k, value(ours, k), mca.get(k));
        }
        page.append(String.format(
                Locale.ROOT,
                "%nMean error: %.1f %% here over %d kernels, llvm-mca 14 %.1f %%; of the %d predicted ones %.1f %%.%n%n",
                allError / all,
                all,
                mcaError / mcaAll,
                predicted,
                predictedError / Math.max(1, predicted)));
        branches();
        page.append(BLIND);
        chases();
        copies();
        letters();
        page.append(NOT_HERE);
        Path file = root().resolve("docs/accuracy.md");
        if (Boolean.getBoolean("relolens.write")) {
            Files.writeString(file, page);
        }
        assertThat(Files.readString(file)).isEqualTo(page.toString());
        assertThat(far).isEmpty();
        assertThat(allError / all).isLessThanOrEqualTo(12);
    }

    /** {@return what the model says of each row}; rows do not depend on each other, so that all processors may work on them. */
    private static <T> Map<T, Double> measured(List<T> rows, ToDoubleFunction<T> here) {
        Map<T, Double> all = new ConcurrentHashMap<>();
        rows.parallelStream().forEach(row -> all.put(row, here.applyAsDouble(row)));
        return all;
    }

    private static <T> double value(Map<T, Double> all, T row) {
        return java.util.Objects.requireNonNull(all.get(row));
    }

    private void kernel(PublishedKernel k, double here, @Nullable Double mca) {
        double error = 100 * Math.abs(here / k.published() - 1);
        page.append(String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | %.0f %% | %s | %s | %s |%n",
                k.core(),
                k.what(),
                k.published(),
                here,
                error,
                mca == null ? "- | -" : other(k, mca),
                k.fit() ? "fit" : "predicted",
                k.source()));
        check(k.core() + " " + k.what(), error);
        all++;
        allError += error;
        if (!k.fit()) {
            predicted++;
            predictedError += error;
        }
    }

    private String other(PublishedKernel k, double mca) {
        double error = 100 * Math.abs(mca / k.published() - 1);
        mcaError += error;
        mcaAll++;
        return String.format(Locale.ROOT, "%.2f | %.0f %%", mca, error);
    }

    private final Map<String, List<Row>> compared = new HashMap<>();
    private final List<String> far = new ArrayList<>();

    private void check(String what, double error) {
        if (error > 30) {
            far.add(String.format(Locale.ROOT, "%s %.0f %%", what, error));
        }
    }

    private void branches() throws IOException {
        page.append("""
                ## Branches, cycles a round, run as code; llvm-mca follows none
                | core | kernel | published | here | error | kind | source |
                |---|---|---|---|---|---|---|
                """);
        double sum = 0;
        int count = 0;
        Map<PublishedBranch, Double> ours = measured(PublishedBranch.all(), PublishedBranch::here);
        for (PublishedBranch b : PublishedBranch.all()) {
            double here = value(ours, b);
            double error = 100 * Math.abs(here / b.published() - 1);
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %.2f | %.0f %% | %s | %s |%n",
                    b.core(),
                    b.what(),
                    b.published(),
                    here,
                    error,
                    b.kind(),
                    b.source()));
            check(b.core() + " " + b.what(), error);
            if (b.kind().equals("predicted")) {
                sum += error;
                count++;
            }
        }
        page.append(
                String.format(Locale.ROOT, "%nMean error of the %d predicted ones: %.1f %%.%n%n", count, sum / count));
    }

    private static final String BLIND = """
            No row misses by more than 30 %.

            Rows were run before any of them had been looked at, in two lots. All rows of insn_bench, of the instruction times
            and of qsdr-benchmarks beyond the first 50: 118 kernels and 37 branches, mean errors 13.6 % and 32.4 %, 42 of them
            off by more than 30 %. The rest of insn_bench's scalar rows and of its loads, stores and moves of vectors: 286
            kernels and 32 branches, 14.8 % and 12.7 %, 59 off by more than 30 %. What was wrong was then taken from the
            measurements, and those rows have been *fit* since; that the others are near is therefore in part a choice.

            """;

    private static final String NOT_HERE = """

            ## Published, and not compared
            - `udiv`, `sdiv` (3 to 5 cycles at least on A53, A72, N1): times depend on operands, which the model does not see;
              the published minima are of operands nobody named.
            - DC CISW on Juno (TF-A: A53 5.6 and 3.4 cycles a line of level 1 and 2, A57 12.9 and 4.4): maintenance by set and way
              is charged as maintenance by address, for which nothing is published.
            - Uncached loads on A72 (RK3399, 35 ns), A73 (39) and A76 (8.5): these cores fetch whole lines of Normal
              Non-cacheable memory. With the MMU off memory is Device, where they may not; the model has Device only.
            - Boards of sbc-bench beyond these: no board file. A35, A73, A75, A78, X1, V1: no core file. On three A53 boards that
              are not here (S922X, another RK3399, H6), reckoned by hand from `misses.copy_every` and not run, copies would come out
              +10, -10 and +30 % (2293, 2057 and 1673 MB/s there): the third would miss the 25 % that all rows here keep.
            - insn_bench: loads and stores that are unaligned or cross lines, and forwarding between other places: the model does
              not look at alignment. `tst`, `ccmp`, `adcs` in numbers a cycle: told with a consumer that is not named. Vector
              shifts, products, permutations and conversions beyond the rows above.
            - OSACA's validation on ThunderX2 (19 kernels, thesis table B.1; gs-2d-5pt 36.0 cycles): compiled loops that are not
              to be had here word for word; ThunderX2's figures are estimates throughout.
            - A55 and A76 instruction latencies of llvm-mca: another model's, no measurement.
            - A letter's 37 MB in 0.35 s with the MMU off: its machine is not named.
            - Effect of a streaming threshold on a copy: nobody published one; `cost --emit-benchmark` makes the experiment.
            - stp X, str Q on N1 at 0.33 per cycle to one and the same address: the optimisation guide says one; it is followed.
            """;

    private void chases() throws IOException {
        page.append("""
                ## Loads by where they are answered: a chased pointer; uncached loads, MMU off here
                "ns+" are beyond what the first-level cache takes.
                | core, board | answered by | unit | published | here | error | kind | source |
                |---|---|---|---|---|---|---|---|
                """);
        for (PublishedLoad l : PublishedLoad.all()) {
            double here = l.here();
            double error = 100 * Math.abs(here / l.published() - 1);
            page.append(String.format(
                    Locale.ROOT,
                    "| %s, %s | %s | %s | %.1f | %.1f | %.0f %% | %s | %s |%n",
                    l.core(),
                    l.board(),
                    l.what(),
                    l.unit(),
                    l.published(),
                    here,
                    error,
                    l.kind(),
                    l.source()));
            near(l.core() + " " + l.board() + " " + l.what(), error);
        }
        page.append('\n');
    }

    private void near(String what, double error) {
        if (error > 25) {
            far.add(String.format(Locale.ROOT, "%s %.0f %%", what, error));
        }
    }

    private void copies() throws IOException {
        page.append("""
                ## Copies and fills of buffers in memory, MB/s (sbc-bench, tinymembench)
                | core, board | kernel | published | here | error | kind | source |
                |---|---|---|---|---|---|---|
                """);
        double sum = 0;
        int count = 0;
        Map<PublishedCopy, Double> ours = measured(PublishedCopy.all(), PublishedCopy::here);
        for (PublishedCopy c : PublishedCopy.all()) {
            double here = value(ours, c);
            double error = 100 * Math.abs(here / c.published() - 1);
            page.append(String.format(
                    Locale.ROOT,
                    "| %s, %s | %s | %.0f | %.0f | %.0f %% | %s | %s |%n",
                    c.core(),
                    c.board(),
                    c.kernel(),
                    c.published(),
                    here,
                    error,
                    c.kind(),
                    c.source()));
            near(c.core() + " " + c.board() + " " + c.kernel(), error);
            boolean foretold = c.kind().equals("predicted");
            sum += foretold ? error : 0;
            count += foretold ? 1 : 0;
        }
        page.append(
                String.format(Locale.ROOT, "%nMean error of the %d predicted ones: %.1f %%.%n", count, sum / count));
        page.append(BLIND_COPIES);
    }

    private static final String BLIND_COPIES = """

            Five boards (rpi4, jetson-nano, graviton, rk3566, rk3328) were run before their copies had been looked at, with their
            latencies and fills taken over: copies came out -5, +15, +61, +22 and +47 % off, the fill by STNP on rk3566 +112 %.
            What a core can copy by itself, and STNP's share of the bandwidth, are since taken from these and marked fit.
            """;

    private void letters() {
        page.append("""

                ## Relocations, seconds (letters of 2019 to 2021)
                | machine | image | strategy | published | here | band | kind |
                |---|---|---|---|---|---|---|
                """);
        row("cortex-a72", "stingray", 25_000_000, "mmu-on-contiguous-va", 0.022158);
        row("cortex-a72", "stingray", 25_000_000, "mmu-off", 0.440511);
        row("cortex-a72", "stingray", 380_000_000, "mmu-on-contiguous-va", 0.33);
        row("cortex-a72", "stingray", 380_000_000, "mmu-off", 3.9);
        row("thunderx2", "thunderx2", 84_000_000, "mmu-on-linear-map", 0.039461);
        row("thunderx2", "thunderx2", 84_000_000, "mmu-off", 7.48954);
        page.append("""

                3.9 s is inside the band of 380 MB and far from its nominal: no linear model has both it and 0.4405 s. The band's
                lower end was chosen so that 3.9 s is inside, so that this predicts nothing; its nominal was not.
                """);
    }

    private void row(String core, String board, long image, String strategy, double published) {
        Plan plan = new Plan(
                List.of(image), List.of(new Plan.Machine(core, board)), List.of("default"), 0, 4096, false, false);
        Row r = compared.computeIfAbsent(board + image, k -> Comparison.of(plan, Progress.NONE)).stream()
                .filter(x -> x.strategy().name().equals(strategy))
                .findFirst()
                .orElseThrow();
        boolean band = r.secondsHigh() > r.secondsLow() * 1.005;
        page.append(String.format(
                Locale.ROOT,
                "| %s | %d MB | %s | %.4g | %.3g | %s | %s |%n",
                board,
                image / 1_000_000,
                strategy,
                published,
                r.seconds(),
                band ? String.format(Locale.ROOT, "%.3g to %.3g", r.secondsLow(), r.secondsHigh()) : "",
                r.basis().word()));
    }

    private static Path root() {
        Path dir = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(dir.resolve("examples"))) {
            dir = java.util.Objects.requireNonNull(dir.getParent());
        }
        return dir;
    }
}
