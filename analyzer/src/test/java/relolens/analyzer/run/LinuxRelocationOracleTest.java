package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relolens.analyzer.KernelTrees;
import relolens.analyzer.report.Report;

/** The real routines of two kernels, unmodified, by their built-in profiles, with the 25 MB image of the letters. */
@Tag("oracle")
class LinuxRelocationOracleTest {
    private static final String FILE = "arch/arm64/kernel/relocate_kernel.S";
    private static final long PAGES = 6104;

    private static Experiment kernel(String version) {
        Path tree = KernelTrees.tree(version);
        return Experiment.of(
                FILE,
                KernelTrees.options(),
                path -> {
                    Path p = tree.resolve(path);
                    return Files.isRegularFile(p) ? Experiment.read(p) : null;
                },
                "arm64_relocate_new_kernel");
    }

    private static long count(Experiment e, Report.Run run, String text) {
        List<String> lines = e.preprocessed.lines().stream()
                .filter(l -> l.origin().span().file().endsWith(FILE))
                .filter(l -> l.text().strip().replaceAll("\\s+", " ").startsWith(text))
                .map(l -> Integer.toString(l.origin().span().line()))
                .toList();
        assertThat(lines).as(text).isNotEmpty();
        return run.lines().stream()
                .filter(c -> lines.contains(Integer.toString(c.line())))
                .mapToLong(Report.LineCost::count)
                .max()
                .orElse(0);
    }

    /** What the list must make a routine do: a list page holds 511 entries and a link. */
    private static long listPages(long entries) {
        return (entries + 510) / 511;
    }

    @Test
    void linux510RelocatesWithTheMmuOffAndEveryLineCountsAsTheListSays() {
        Experiment e = kernel("5.10");
        Report.Run run = e.row("off", "cortex-a53", "rk3399");

        assertThat(run.outcome()).as(run.detail()).isEqualTo("ok");
        assertThat(run.detail()).contains("all 6,104 pages");
        assertThat(run.mmu()).isEqualTo("off");
        long entries = PAGES + 4;
        assertThat(count(e, run, "2: dc ivac, x0")).isEqualTo(64 * PAGES);
        assertThat(count(e, run, "b.lo 2b")).isEqualTo(64 * PAGES);
        assertThat(count(e, run, "dsb sy")).isEqualTo(PAGES);
        assertThat(count(e, run, "copy_page x20, x21")).isEqualTo(64 * PAGES);
        assertThat(count(e, run, "ldr x16, [x14], #8")).isEqualTo(entries + listPages(entries));
        assertThat(count(e, run, "mov x14, x12")).isEqualTo(listPages(entries));
        assertThat(count(e, run, "br x17")).isEqualTo(1);
    }

    @Test
    void linux61RelocatesWithTheMmuOnAndEveryLineCountsAsTheListSays() {
        Experiment e = kernel("6.1");
        Report.Run run = e.row("on", "cortex-a53", "rk3399");

        assertThat(run.outcome()).as(run.detail()).isEqualTo("ok");
        assertThat(run.mmu()).isEqualTo("on");
        long entries = PAGES + 4;
        assertThat(count(e, run, "copy_page x13, x12")).isEqualTo(64 * PAGES);
        assertThat(count(e, run, "dcache_by_myline_op civac")).isEqualTo(64 * PAGES);
        assertThat(count(e, run, "mov x19, x13")).isEqualTo(PAGES);
        assertThat(count(e, run, "ldr x16, [x14], #8")).isEqualTo(entries + listPages(entries));
        assertThat(count(e, run, "br x28")).isEqualTo(1);
    }

    @Test
    void mmuOffCostsAtLeastTenTimesMmuOnWithinTimeAndMemory() {
        long start = System.nanoTime();
        Report.Run off = kernel("5.10").row("off", "cortex-a53", "rk3399");
        Report.Run on = kernel("6.1").row("on", "cortex-a53", "rk3399");
        assertThat(off.seconds() / on.seconds()).isGreaterThan(10);
        // Two runs, and machines that test are loaded: the budget of one run is 10 s on two idle cores.
        assertThat((System.nanoTime() - start) / 1e9).isLessThan(60);
    }

    @Test
    void lettersAreMetTightlyWithTheMmuOnAndByTheBandWithItOff() {
        Report.Run off = kernel("5.10").row("off", "cortex-a72", "stingray");
        Report.Run on = kernel("6.1").row("on", "cortex-a72", "stingray");
        assertThat(on.seconds()).isBetween(0.0222 * 0.95, 0.0222 * 1.05);
        assertThat(off.secondsLow()).isLessThan(PAGES * 42.0e-6);
        assertThat(off.secondsHigh()).isGreaterThan(0.4405);
        assertThat(off.secondsHigh() / off.secondsLow()).isLessThanOrEqualTo(1.8);
    }

    @Test
    void cancellingTheLongRunLeavesItsLines() {
        Progress progress = new Progress() {
            private int asked;

            @Override
            public boolean cancelled() {
                return ++asked > 20;
            }
        };
        assertThat(kernel("5.10").result("off", null, null, progress))
                .isInstanceOfSatisfying(RunResult.Finished.class, f -> {
                    assertThat(f.run().outcome()).isEqualTo("cancelled");
                    assertThat(f.run().lines()).hasSizeGreaterThan(20);
                });
    }
}
