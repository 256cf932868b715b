package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.analyzer.report.Report;

/** Skipping the model where it has nothing new to say must not change what it says. */
class SteadyRelocationTest {
    private static void same(Report.Run fast, Report.Run exact, double part) {
        assertThat(exact.exact()).isTrue();
        assertThat(fast.outcome()).as(fast.detail()).isEqualTo(exact.outcome()).isEqualTo("ok");
        assertThat(fast.detail()).isEqualTo(exact.detail());
        assertThat(fast.instructions()).isEqualTo(exact.instructions());
        assertThat(fast.cycles()).isCloseTo(exact.cycles(), within(exact.cycles() * part));
        assertThat(fast.secondsLow()).isCloseTo(exact.secondsLow(), within(exact.secondsLow() * part));
        assertThat(fast.secondsHigh()).isCloseTo(exact.secondsHigh(), within(exact.secondsHigh() * part));
        assertThat(fast.lines()).hasSameSizeAs(exact.lines());
        for (int i = 0; i < exact.lines().size(); i++) {
            Report.LineCost f = fast.lines().get(i);
            Report.LineCost e = exact.lines().get(i);
            assertThat(f.line()).isEqualTo(e.line());
            assertThat(f.count()).as("count of line " + e.line()).isEqualTo(e.count());
            assertThat(f.cycles())
                    .as("cycles of line " + e.line())
                    .isCloseTo(e.cycles(), within(exact.cycles() * part));
        }
    }

    @ParameterizedTest(name = "{0} {2} on {3}, {4}")
    @CsvSource({
        "single-implementation.S, relocate_image, on, cortex-a53, rk3399",
        "single-implementation.S, relocate_image, on, cortex-a72, stingray",
        "single-implementation.S, relocate_image, off, cortex-a53, rk3399",
        "mmu-off-classic.S, relocate_classic, off, cortex-a72, stingray",
    })
    void extrapolatedRunsCostWhatExactOnesDo(String file, String routine, String run, String core, String board) {
        Experiment e = Experiment.example(file, routine);
        Report.Run fast = e.row(run, core, board);
        assertThat(fast.exact()).isFalse();
        same(fast, e.exact(run, core, board), 0.001);
    }

    /** Pages in other orders meet TLB, prefetch and write streaming in other ways; each core has them in its own. */
    @ParameterizedTest(name = "{0} on {1}, {2}")
    @CsvSource({
        "'layout=contiguous, seed=1', cortex-a53, rk3399",
        "'layout=reversed, seed=2', cortex-a72, stingray",
        "'layout=scattered, va=contiguous, seed=3', cortex-a72, stingray",
        "'layout=reversed, va=contiguous, seed=4', cortex-a53, rk3399",
        "'layout=scattered, map=block, seed=5', cortex-a57, generic",
    })
    void extrapolationHoldsForOtherLayouts(String layout, String core, String board) {
        String order = layout.contains("reversed") ? "order=4" : "order=0";
        Experiment e = Experiment.example(
                "single-implementation.S",
                "relocate_image",
                "size=25MB, order=0, layout=scattered, seed=1",
                "size=16MB, " + order + ", " + layout);
        Report.Run fast = e.row("on", core, board);
        assertThat(fast.exact()).isFalse();
        same(fast, e.exact("on", core, board), 0.001);
    }

    @Test
    void whatIsPeriodicComesOutExactly() {
        String loop = """
                //@ entry el=1 mmu=on
                //@ x0: number 400000
                //@ x1: data va size=4K align=4K
                //@ run loop: mmu=on
                .globl spin
                spin:
                1: ldr x2, [x1]
                mul x3, x2, x2
                str x3, [x1, #8]
                subs x0, x0, #1
                b.ne 1b
                ret
                """;
        Experiment e = Experiment.text(loop, "spin");
        Report.Run fast = e.row("loop", "cortex-a53", "rk3399");
        Report.Run exact = e.exact("loop", "cortex-a53", "rk3399");
        assertThat(fast.exact()).isFalse();
        // The way out is not periodic: the branch that leaves the loop is mispredicted once, unwatched.
        assertThat(exact.cycles() - fast.cycles()).isBetween(0.0, 12.0);
        for (int i = 0; i < 3; i++) {
            assertThat(fast.lines().get(i)).isEqualTo(exact.lines().get(i));
        }
    }

    @Test
    void dirtyLinesThatWouldBeWrittenOverTheCopyAreStillFound() {
        Experiment e = Experiment.example(
                "mmu-off-classic.S", "relocate_classic", "dc\tivac", "nop //", "seed=1", "seed=1, dirty=50");
        Report.Run run = e.row("off", "cortex-a53", "rk3399");
        assertThat(run.exact()).isFalse();
        assertThat(run.outcome()).isEqualTo("mismatch");
        assertThat(run.detail()).contains("written back over the copy");
    }
}
