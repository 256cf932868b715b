package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relolens.analyzer.cost.LoopConditions;
import relolens.analyzer.cost.LoopCosts;
import relolens.analyzer.report.Report;
import relolens.emulator.timing.CoreModel;
import relolens.emulator.timing.StreamingControl;
import relolens.emulator.timing.TimingCatalogue;
import relolens.emulator.timing.TimingLibrary;

/**
 * A board file's latency and bandwidth come out of kernels that depend on nothing else: of a pointer chased, of lines read,
 * filled and copied. Where the core's own limits are near (lines under way, cycles a line), they may only make it slower.
 */
class BoardNumbersTest {
    private static final int BYTES = 2 << 20;
    private static final int LINE = 64;
    /** Where half of 2 MiB would go out to the system cache and no further: the setting that sends least of it there. */
    private static final Map<String, String> PAST_CACHES = Map.of("neoverse-n1", "WS_THR_DRAM=00");
    /** Cycles that four STP of a line take on the slowest core. */
    private static final double STORE_CYCLES = 8;

    private static final String LOADS =
            "ldp x3, x4, [x1]\nldp x5, x6, [x1, #16]\nldp x7, x8, [x1, #32]\nldp x9, x10, [x1, #48]\nadd x1, x1, #64\n";
    private static final String STORES =
            "stp x3, x4, [x0]\nstp x5, x6, [x0, #16]\nstp x7, x8, [x0, #32]\nstp x9, x10, [x0, #48]\nadd x0, x0, #64\n";

    static Stream<String> cores() {
        return TimingCatalogue.cores().stream();
    }

    private static TimingLibrary library(double latency, double bandwidth) {
        String board = String.format(Locale.ROOT, """
                name: mine
                title: A board of numbers
                like: generic
                dram: {latency_ns: %s, read_bytes_per_ns: %s, write_bytes_per_ns: %s, measured: "here"}
                """, latency, bandwidth, bandwidth);
        return new TimingLibrary(path -> path.endsWith("mine.yml") ? board : null);
    }

    /** {@return ns of a round of a loop over 2 MiB that nothing has touched} */
    private static double round(String body, int rounds, String core, TimingLibrary machines) {
        Experiment e = Experiment.text("""
                //@ entry el=1 mmu=on
                //@ x0: data va size=2M align=4K
                //@ x1: data va size=2M align=4K
                //@ x2: number %d
                //@ run k: mmu=on
                .globl k
                .type k, %%function
                k:
                1:
                %ssubs x2, x2, #1
                b.ne 1b
                ret
                """.formatted(rounds, body), "k");
        RunRequest request = new RunRequest(
                e.unit,
                e.contract,
                e.run("k"),
                Map.of(),
                core,
                "mine.yml",
                new Conditions(true, PAST_CACHES.getOrDefault(core, StreamingControl.DEFAULT), Set.of(), 0),
                machines);
        RunResult result = Runs.run(request, Progress.NONE);
        if (!(result instanceof RunResult.Finished ran)) {
            throw new AssertionError(result);
        }
        Report.Run run = ran.run();
        assertThat(run.outcome()).as(run.detail()).isEqualTo("ok");
        return run.seconds() * 1e9 / rounds;
    }

    /** {@return ns of a load from where the load before it pointed to, translations apart} */
    private static double chase(String core, TimingLibrary machines) {
        Experiment e = Experiment.text("k:\n1: ldr x0, [x0]\nsubs x2, x2, #1\nb.ne 1b\nret\n", "k");
        CoreModel model = machines.core(core, "mine.yml");
        LoopConditions far = new LoopConditions(true, true, 256L << 20, 1L << 30);
        return LoopCosts.of(e.unit, null, model, machines.board("mine.yml"), far)
                        .get(0)
                        .cyclesPerIteration()
                * 1e9
                / model.hz();
    }

    @ParameterizedTest
    @MethodSource("cores")
    void kernelsTakeWhatTheBoardSays(String core) {
        List<String> wrong = new ArrayList<>();
        CoreModel model = TimingCatalogue.core(core);
        double ghz = model.hz() / 1e9;
        // Lines that are written stay in the caches of a core that does not stream: none is that small.
        boolean streams = model.streamingControl().isKnown();
        int under = model.integer("misses.outstanding");
        // In order a copy has under way what the prefetcher went ahead; without streaming each line is read twice.
        double ways =
                model.inOrder() ? Math.min(under, model.integer("prefetch.ahead")) : streams ? under : under / 2.0;
        double stores = STORE_CYCLES / ghz;
        double copyEvery = model.has("misses.copy_every") ? model.number("misses.copy_every") / ghz : 0;
        for (double latency : new double[] {80, 180}) {
            for (double bandwidth : new double[] {1.5, 5, 16}) {
                TimingLibrary machines = library(latency, bandwidth);
                double line = LINE / bandwidth;
                int lines = BYTES / LINE;
                String at = String.format(Locale.ROOT, "%.0f ns, %.1f B/ns: ", latency, bandwidth);
                near(wrong, at + "chase", chase(core, machines), latency + 2, 0);
                near(wrong, at + "read", round(LOADS, lines, core, machines), line, latency / under);
                near(
                        wrong,
                        at + "fill",
                        round(STORES, lines, core, machines),
                        line,
                        streams ? stores : latency / under);
                double own = Math.max(latency / ways, Math.max(copyEvery, stores));
                near(wrong, at + "copy", round(LOADS + STORES, lines, core, machines), 2 * line, own);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** @param board ns of a line by the board's bandwidth, {@code own} by what the core can have under way */
    private static void near(List<String> wrong, String what, double here, double board, double own) {
        double least = Math.max(0.95 * board, 0.75 * own);
        double most = Math.max(board > 1.5 * own ? 1.1 * board : 1.35 * board, 1.35 * own);
        if (here < least || here > most) {
            wrong.add(String.format(Locale.ROOT, "%s %.1f ns; board %.1f, core %.1f", what, here, board, own));
        }
    }
}
