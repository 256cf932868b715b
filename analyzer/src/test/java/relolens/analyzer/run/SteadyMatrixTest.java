package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relolens.analyzer.report.Report;

/**
 * Extrapolated against exact, on every core, with the MMU on and off, for pages in a row and scattered in runs of several
 * sizes: the whole and each line to a thousandth of the whole. All of them with {@code -Drelolens.soak=true}; else one
 * for each core and MMU state, so that each layout is met.
 */
class SteadyMatrixTest {
    private static final double PART = 0.001;
    private static final List<List<String>> MACHINES = List.of(
            List.of("cortex-a53", "rk3399"),
            List.of("cortex-a55", "rk3588"),
            List.of("cortex-a57", "generic"),
            List.of("cortex-a72", "stingray"),
            List.of("cortex-a76", "rk3588"),
            List.of("neoverse-n1", "graviton2"),
            List.of("thunderx2", "thunderx2"));
    private static final List<String> LAYOUTS = List.of(
            "order=0, layout=contiguous",
            "order=0, layout=scattered",
            "order=4, layout=scattered",
            "order=9, layout=scattered",
            "order=0, layout=reversed",
            "order=0, layout=scattered, va=contiguous");

    /** Cores with so large a last cache that a smaller image is watched to its end. */
    private static final List<String> LARGE = List.of("neoverse-n1", "thunderx2");

    private static int cases;
    private static int extrapolated;

    private record Case(List<String> machine, String run, String layout, String size) {}

    static Stream<Case> cases() {
        boolean all = Boolean.getBoolean("relolens.soak");
        List<Case> cases = new ArrayList<>();
        int n = 0;
        for (List<String> machine : MACHINES) {
            for (String run : List.of("on", "off")) {
                for (int i = 0; i < LAYOUTS.size(); i++) {
                    boolean possible = run.equals("on") || !LAYOUTS.get(i).contains("va=");
                    boolean large = LARGE.contains(machine.get(0));
                    if (possible && (all && (!large || i < 2) || i == n % 5)) {
                        cases.add(new Case(machine, run, LAYOUTS.get(i), size(machine.get(0), all)));
                    }
                }
                n++;
            }
        }
        return cases.stream();
    }

    private static String size(String core, boolean all) {
        return LARGE.contains(core) ? "100MB" : all ? "25MB" : "12MB";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void wholeAndEachLineCostWhatTheyDoWatched(Case c) {
        Experiment e = Experiment.example(
                "single-implementation.S",
                "relocate_image",
                "size=25MB, order=0, layout=scattered, seed=1",
                "size=" + c.size() + ", seed=11, " + c.layout());
        String core = c.machine().get(0);
        String board = c.machine().get(1);
        Report.Run fast = e.row(c.run(), core, board);
        Report.Run exact = e.exact(c.run(), core, board);
        assertThat(fast.outcome()).as(fast.detail()).isEqualTo("ok");
        cases++;
        extrapolated += fast.exact() ? 0 : 1;
        assertThat(exact.exact()).isTrue();
        assertThat(fast.instructions()).isEqualTo(exact.instructions());
        double most = exact.cycles() * PART;
        if (Boolean.getBoolean("relolens.show")) {
            System.out.printf(
                    "%s %s %s: %+.4f %%, line %.4f %% %s%n",
                    core,
                    c.run(),
                    c.layout(),
                    100 * (fast.cycles() / exact.cycles() - 1),
                    100 * worstLine(fast, exact) / exact.cycles(),
                    fast.exact() ? "watched to its end" : "");
        }
        assertThat(fast.cycles()).as("whole").isCloseTo(exact.cycles(), within(most));
        assertThat(fast.secondsLow()).isCloseTo(exact.secondsLow(), within(exact.secondsLow() * PART));
        assertThat(fast.secondsHigh()).isCloseTo(exact.secondsHigh(), within(exact.secondsHigh() * PART));
        assertThat(fast.lines()).hasSameSizeAs(exact.lines());
        for (int i = 0; i < exact.lines().size(); i++) {
            Report.LineCost f = fast.lines().get(i);
            Report.LineCost x = exact.lines().get(i);
            assertThat(f.line()).isEqualTo(x.line());
            assertThat(f.count()).as("count of line " + x.line()).isEqualTo(x.count());
            assertThat(f.cycles()).as("cycles of line " + x.line()).isCloseTo(x.cycles(), within(most));
        }
    }

    /** A run that was watched to its end proves nothing: few may be. */
    @AfterAll
    static void mostRunsWereExtrapolated() {
        assertThat(extrapolated).isGreaterThanOrEqualTo((int) (0.8 * cases));
    }

    private static double worstLine(Report.Run fast, Report.Run exact) {
        double worst = 0;
        for (int i = 0; i < exact.lines().size(); i++) {
            worst = Math.max(
                    worst,
                    Math.abs(fast.lines().get(i).cycles() - exact.lines().get(i).cycles()));
        }
        return worst;
    }
}
