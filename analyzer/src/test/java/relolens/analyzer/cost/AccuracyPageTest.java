package relolens.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.compare.Comparison;
import relolens.analyzer.compare.Plan;
import relolens.analyzer.compare.Row;
import relolens.analyzer.contract.Sizes;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.run.Progress;
import relolens.analyzer.run.PublishedBranch;
import relolens.analyzer.run.PublishedCopy;
import relolens.analyzer.source.SourceLoader;
import relolens.emulator.timing.CoreModel;
import relolens.emulator.timing.TimingCatalogue;

/**
 * docs/accuracy.md: every published measurement used here against what the model says, with llvm-mca 14 beside it. Stale
 * is a failure; {@code -Drelolens.write=true} writes it anew.
 */
@Tag("oracle")
class AccuracyPageTest {
    private static final int TIMES = 32;
    private static final Pattern MCA = Pattern.compile("Total Cycles:\\s+(\\d+)");
    private static final Map<String, String> MCA_NAMES =
            Map.of("neoverse-n1", "neoverse-n1", "thunderx2", "thunderx2t99");

    private record Kernel(String core, String what, String body, double published, String source, boolean fit) {
        String text() {
            return (body.replace("; ", "\n") + "\n").repeat(TIMES);
        }
    }

    private static List<Kernel> kernels() throws IOException {
        List<Kernel> kernels = new ArrayList<>();
        try (var in = AccuracyPageTest.class.getResourceAsStream("/relolens/accuracy/kernels.txt")) {
            String text = new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                if (!line.startsWith("#")) {
                    String[] f = line.split(" \\| ");
                    kernels.add(new Kernel(f[0], f[1], f[2], Double.parseDouble(f[3]), f[4], f[5].equals("fit")));
                }
            }
        }
        return kernels;
    }

    private static double ours(Kernel k) {
        String source = "f:\n1:\n" + k.text() + "sub x28, x28, #1\ncbnz x28, 1b\nret\n";
        SourceLoader loader = path -> path.equals("k.S") ? source : null;
        AssembledUnit unit =
                Assembler.assemble(Preprocessor.preprocess("k.S", CppOptions.none(), loader), loader, List.of());
        return LoopCosts.of(
                                unit,
                                null,
                                TimingCatalogue.core(k.core()),
                                TimingCatalogue.board("generic"),
                                LoopConditions.usual())
                        .get(0)
                        .cyclesPerIteration()
                / TIMES;
    }

    private static double mca(Kernel k) throws IOException, InterruptedException {
        String cpu = MCA_NAMES.getOrDefault(k.core(), k.core());
        Process p = new ProcessBuilder(
                        "llvm-mca-14", "-mtriple=aarch64-linux-gnu", "-mcpu=" + cpu, "-iterations=200", "-")
                .redirectErrorStream(true)
                .start();
        try (var in = p.getOutputStream()) {
            in.write(k.text().getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor()).as(out).isZero();
        Matcher m = MCA.matcher(out);
        assertThat(m.find()).as(out).isTrue();
        return Double.parseDouble(m.group(1)) / 200 / TIMES;
    }

    private final StringBuilder page = new StringBuilder();
    private double predictedError;
    private int predicted;
    private double allError;
    private double mcaError;
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
        for (Kernel k : kernels()) {
            kernel(k);
        }
        page.append(String.format(
                Locale.ROOT,
                "%nMean error: %.1f %% here over %d kernels, llvm-mca 14 %.1f %%; of the %d predicted ones %.1f %%.%n%n",
                allError / all,
                all,
                mcaError / all,
                predicted,
                predictedError / Math.max(1, predicted)));
        branches();
        page.append("Missed by more than 30 %:\n");
        MISSED.forEach((what, why) -> page.append("- " + what + ": " + why + ".\n"));
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

    private void kernel(Kernel k) throws IOException, InterruptedException {
        double here = ours(k);
        double mca = mca(k);
        double error = 100 * Math.abs(here / k.published() - 1);
        double other = 100 * Math.abs(mca / k.published() - 1);
        page.append(String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | %.0f %% | %.2f | %.0f %% | %s | %s |%n",
                k.core(),
                k.what(),
                k.published(),
                here,
                error,
                mca,
                other,
                k.fit() ? "fit" : "predicted",
                k.source()));
        check(k.core() + " " + k.what(), error);
        all++;
        allError += error;
        mcaError += other;
        if (!k.fit()) {
            predicted++;
            predictedError += error;
        }
    }

    private final List<String> far = new ArrayList<>();

    /** Predictions that miss by more than 30 %, and why. */
    private static final Map<String, String> MISSED = new java.util.TreeMap<>(Map.of(
            "cortex-a72 csinc, four",
            "csinc and csneg go one a cycle on this core, csinv two; one class here",
            "cortex-a72 adds and b.eq not taken",
            "a branch that is not taken each other instruction holds up the front end; not modelled",
            "neoverse-n1 adds and b.eq not taken",
            "the same"));

    private void check(String what, double error) {
        if (error > 30 && !MISSED.containsKey(what)) {
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
        for (PublishedBranch b : PublishedBranch.all()) {
            double here = b.here();
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

            All rows of insn_bench, of the instruction times and of qsdr-benchmarks beyond the first 50 were run before any
            of them had been looked at: 118 kernels and 37 branches, mean errors 13.6 % and 32.4 %, 42 of them off by more
            than 30 %. What was wrong was then taken from the measurements, and those rows have been *fit* since; that the
            others are near is therefore in part a choice.

            """;

    private static final String NOT_HERE = """

            ## Published, and not compared
            - `udiv`, `sdiv` (3 to 5 cycles at least on A53, A72, N1): times depend on operands, which the model does not see;
              the published minima are of operands nobody named.
            - DC CISW on Juno (TF-A: A53 5.6 and 3.4 cycles a line of level 1 and 2, A57 12.9 and 4.4): maintenance by set and way
              is charged as maintenance by address, for which nothing is published.
            - Uncached loads on A72 (RK3399, 35 ns), A73 (39) and A76 (8.5): these cores fetch whole lines of Normal
              Non-cacheable memory. With the MMU off memory is Device, where they may not; the model has Device only.
            - S922X, Altra, RPi4 and the other boards of sbc-bench: no board file. A35, A73, A75, A78, X1, V1: no core file.
            - OSACA's validation on ThunderX2 (19 kernels, thesis table B.1; gs-2d-5pt 36.0 cycles): compiled loops that are not
              to be had here word for word; ThunderX2's figures are estimates throughout.
            - A55 and A76 instruction latencies of llvm-mca: another model's, no measurement.
            - A letter's 37 MB in 0.35 s with the MMU off: its machine is not named.
            - Effect of a streaming threshold on a copy: nobody published one; `cost --emit-benchmark` makes the experiment.
            - stp X, str Q on N1 at 0.33 per cycle to one and the same address: the optimisation guide says one; it is followed.
            """;

    /** Boards' latencies were taken over so that no translation is missing from them: pages are large enough to count none. */
    private static final LoopConditions LATENCY_ALONE = new LoopConditions(true, true, 0, 1L << 30);

    private record Chase(
            String core, String board, String what, String size, double published, String unit, String kind) {
        double here() {
            String source = "f:\n1: ldr x0, [x0]\nsubs x28, x28, #1\nb.ne 1b\nret\n";
            SourceLoader loader = path -> path.equals("k.S") ? source : null;
            AssembledUnit unit =
                    Assembler.assemble(Preprocessor.preprocess("k.S", CppOptions.none(), loader), loader, List.of());
            CoreModel on = TimingCatalogue.core(core).on(TimingCatalogue.board(board));
            long bytes = Sizes.parse(size).orElseThrow();
            double cycles = LoopCosts.of(unit, null, on, TimingCatalogue.board(board), LATENCY_ALONE.over(bytes))
                    .get(0)
                    .cyclesPerIteration();
            return unit().equals("ns") ? cycles * 1e9 / on.hz() : cycles;
        }
    }

    private static final List<Chase> CHASES = List.of(
            new Chase("cortex-a53", "rpi3", "level 2", "256K", 30.5, "cycles", "fit"),
            new Chase("cortex-a53", "rpi3", "memory", "64M", 176, "ns", "fit"),
            new Chase("cortex-a53", "rk3399", "memory", "64M", 172, "ns", "fit"),
            new Chase("cortex-a55", "rk3588", "level 2", "64K", 18.7, "cycles", "fit"),
            new Chase("cortex-a55", "rk3588", "level 3", "1M", 32, "cycles", "fit"),
            new Chase("cortex-a55", "rk3588", "memory", "64M", 134, "ns", "fit"),
            new Chase("cortex-a72", "rk3399", "level 2", "256K", 23.5, "cycles", "fit"),
            new Chase("cortex-a72", "rk3399", "memory", "64M", 180, "ns", "fit"),
            new Chase("cortex-a76", "rk3588", "level 2", "256K", 12.2, "cycles", "fit"),
            new Chase("cortex-a76", "rk3588", "level 3", "2M", 44, "cycles", "fit"),
            new Chase("cortex-a76", "rk3588", "memory", "64M", 126, "ns", "fit"),
            new Chase("neoverse-n1", "graviton2", "level 2", "512K", 14.1, "cycles", "fit"),
            new Chase("neoverse-n1", "graviton2", "system cache", "8M", 111.5, "cycles", "fit"),
            new Chase("neoverse-n1", "graviton2", "memory", "256M", 110, "ns", "fit"));

    /** A pointer chased through what a level holds (sbc-bench ramlat), and uncached loads (sbc-bench). */
    private void chases() {
        page.append("""
                ## Loads by where they are answered (sbc-bench ramlat: a chased pointer; uncached loads, MMU off here)
                | core, board | answered by | unit | published | here | error | kind |
                |---|---|---|---|---|---|---|
                """);
        for (Chase c : CHASES) {
            load(c.core() + ", " + c.board(), c.what(), c.unit(), c.published(), c.here(), c.kind());
        }
        uncached("cortex-a53", "rk3399", "ldr x4, [x0]", "8 bytes uncached", 169, "fit");
        uncached("cortex-a53", "rk3399", "ldp x4, x5, [x0]", "16 bytes uncached", 170, "fit");
        uncached("cortex-a53", "rk3399", "ldp q4, q5, [x0]", "32 bytes uncached", 168, "fit");
        uncached("cortex-a55", "rk3588", "ldp x4, x5, [x0]", "16 bytes uncached", 86, "fit");
        page.append('\n');
    }

    private void uncached(String core, String board, String load, String what, double published, String kind) {
        String source = "f:\n1: " + load + "\nsubs x28, x28, #1\nb.ne 1b\nret\n";
        SourceLoader loader = path -> path.equals("k.S") ? source : null;
        AssembledUnit unit =
                Assembler.assemble(Preprocessor.preprocess("k.S", CppOptions.none(), loader), loader, List.of());
        CoreModel on = TimingCatalogue.core(core).on(TimingCatalogue.board(board));
        double cycles = LoopCosts.of(unit, null, on, TimingCatalogue.board(board), LATENCY_ALONE.withoutMmu())
                .get(0)
                .cyclesPerIteration();
        load(core + ", " + board, what, "ns", published, cycles * 1e9 / on.hz(), kind);
    }

    private void load(String where, String what, String unit, double published, double here, String kind) {
        double error = 100 * Math.abs(here / published - 1);
        page.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.1f | %.1f | %.0f %% | %s |%n",
                where,
                what,
                unit,
                published,
                here,
                error,
                kind));
        assertThat(error).as(where + " " + what).isLessThanOrEqualTo(25);
    }

    private void copies() {
        page.append("""
                ## Copies and fills of buffers in memory, MB/s (sbc-bench, tinymembench)
                | core, board | kernel | published | here | error | kind |
                |---|---|---|---|---|---|
                """);
        double sum = 0;
        for (PublishedCopy c : PublishedCopy.all()) {
            double here = c.here();
            double error = 100 * Math.abs(here / c.published() - 1);
            page.append(String.format(
                    Locale.ROOT,
                    "| %s, %s | %s | %.0f | %.0f | %.0f %% | %s |%n",
                    c.core(),
                    c.board(),
                    c.kernel(),
                    c.published(),
                    here,
                    error,
                    c.kind()));
            assertThat(error).as(c.core() + " " + c.board() + " " + c.kernel()).isLessThanOrEqualTo(25);
            sum += error;
        }
        assertThat(sum / PublishedCopy.all().size()).isLessThanOrEqualTo(25);
    }

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
        Row r = Comparison.of(
                        new Plan(
                                List.of(image),
                                List.of(new Plan.Machine(core, board)),
                                List.of("default"),
                                0,
                                4096,
                                false,
                                false),
                        Progress.NONE)
                .stream()
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
