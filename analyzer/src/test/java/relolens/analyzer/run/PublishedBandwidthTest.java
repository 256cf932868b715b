package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.analyzer.report.Report;

/** Copies of DRAM-size buffers against what sbc-bench (tinymembench, LDP/STP copy) published; docs/timing.md shows the same rows. */
class PublishedBandwidthTest {
    private static final double BYTES = 8 << 20;
    private static final String COPY = """
            //@ entry el=1 mmu=on
            //@ x0: data va size=8M align=4K
            //@ x1: data va size=8M align=4K
            //@ x2: number 8388608
            //@ run copy: mmu=on
            .globl copy
            .type copy, %function
            copy:
            1: ldp x3, x4, [x1]
            ldp x5, x6, [x1, #16]
            ldp x7, x8, [x1, #32]
            ldp x9, x10, [x1, #48]
            add x1, x1, #64
            stp x3, x4, [x0]
            stp x5, x6, [x0, #16]
            stp x7, x8, [x0, #32]
            stp x9, x10, [x0, #48]
            add x0, x0, #64
            subs x2, x2, #64
            b.ne 1b
            ret
            """;

    @ParameterizedTest(name = "{0} on {1}: {2} MB/s within {3} %")
    @CsvSource({"cortex-a53, rk3399, 1851, 10", "cortex-a53, rpi3, 1060, 15", "cortex-a72, rk3399, 3519, 15"})
    void copyRunsAtAboutThePublishedSpeed(String core, String board, double published, double percent) {
        Report.Run run = Experiment.text(COPY, "copy").row("copy", core, board);
        assertThat(run.outcome()).as(run.detail()).isEqualTo("ok");
        double speed = BYTES / run.seconds() / 1e6;
        assertThat(speed).isBetween(published * (1 - percent / 100), published * (1 + percent / 100));
    }
}
