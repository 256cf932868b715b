package relolens.analyzer.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.analyzer.run.Progress;
import relolens.emulator.timing.Basis;
import relolens.emulator.timing.TimingDataException;

class ComparisonTest {
    private static final Plan.Machine STINGRAY = new Plan.Machine("cortex-a72", "stingray");
    private static final Plan.Machine THUNDERX2 = new Plan.Machine("thunderx2", "thunderx2");

    private static List<Row> rows(long image, Plan.Machine machine) {
        return Comparison.of(
                new Plan(List.of(image), List.of(machine), List.of("default", "off"), 0, 4096, false, false),
                Progress.NONE);
    }

    private static Row row(List<Row> rows, String strategy) {
        return rows.stream()
                .filter(r -> r.strategy().name().equals(strategy))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void lettersOnStingrayAreMetTightlyOnAndByTheBandOff() {
        List<Row> rows = rows(25_000_000, STINGRAY);
        assertThat(rows).allMatch(Row::feasible);
        Row off = row(rows, "mmu-off");
        Row on = row(rows, "mmu-on-contiguous-va");
        assertThat(on.seconds()).isCloseTo(0.0222, within(0.00222));
        assertThat(off.secondsLow() / 6104).isLessThan(42.0e-6);
        assertThat(off.secondsHigh()).isGreaterThan(0.4405);
        assertThat(off.secondsHigh() / off.secondsLow()).isLessThanOrEqualTo(1.8);
        assertThat(off.shareOfReboot()).isCloseTo(0.582, within(0.01));
        assertThat(on.shareOfReboot()).isCloseTo(0.063, within(0.005));
        assertThat(on.basis()).isEqualTo(Basis.FIT);
        assertThat(row(rows, "mmu-on-linear-map").basis()).isEqualTo(Basis.PREDICTED);
    }

    @Test
    void largeImageIsPredictedFromTheSmallOnesFit() {
        List<Row> rows = rows(380_000_000, STINGRAY);
        assertThat(row(rows, "mmu-on-contiguous-va").seconds()).isCloseTo(0.33, within(0.033));
        assertThat(row(rows, "mmu-on-contiguous-va").basis()).isEqualTo(Basis.PREDICTED);
        assertThat(row(rows, "mmu-off").secondsLow()).isLessThan(3.9);
        assertThat(row(rows, "mmu-off").secondsHigh()).isGreaterThan(3.9);
    }

    @Test
    void thunderX2IsMet() {
        List<Row> rows = rows(84_000_000, THUNDERX2);
        assertThat(row(rows, "mmu-on-linear-map").seconds()).isCloseTo(0.0395, within(0.0395 * 0.25));
        assertThat(row(rows, "mmu-off").seconds()).isCloseTo(7.49, within(0.4));
        assertThat(row(rows, "mmu-on-linear-map").streamingVerdict()).contains("no control is published");
    }

    @Test
    void whatNeedsNoCopyCostsNextToNothingAndTablesGrowWithWhatTheyMap() {
        List<Row> rows = rows(1 << 20, STINGRAY);
        assertThat(row(rows, "reservation").seconds()).isLessThan(1e-5);
        assertThat(row(rows, "in-place").seconds())
                .isLessThan(row(rows, "mmu-off").seconds() / 50);
        assertThat(row(rows, "in-place").pagesRelocated()).isZero();
        assertThat(row(rows, "in-place").pagesAvoided()).isEqualTo(256);
        assertThat(row(rows, "mmu-off").pageTableBytes()).isZero();
        assertThat(row(rows, "mmu-on-contiguous-va").pageTableBytes()).isEqualTo(2 * 4 * 4096);
        assertThat(row(rows, "mmu-on-linear-map").pageTableBytes()).isEqualTo((4096 + 8 + 1 + 1) * 4096L);
        assertThat(TableMemory.bytes(8L << 30, 4096, true)).isEqualTo((8 + 1 + 1) * 4096L);
        assertThat(TableMemory.bytes(8L << 30, 65536, false)).isEqualTo((16 + 1 + 1) * 65536L);
    }

    @Test
    void settingThatTheCoreDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> Comparison.of(
                        new Plan(List.of(4096L), List.of(STINGRAY), List.of("WSCTL=7"), 0, 4096, false, false),
                        Progress.NONE))
                .isInstanceOf(TimingDataException.class)
                .hasMessageContaining("FIELD one of L1NOALLOC (00, 01, 10, 11), L2NOALLOC");
    }

    @Test
    void renderingsHoldEveryRow() {
        List<Row> rows = rows(1 << 20, STINGRAY);
        MachineAdvice advice = MachineAdvice.of(IomemTest.map(), List.of(25_000_000L), 4096, false);
        String text = ComparisonText.of(rows, advice);
        String json = ComparisonJson.of(rows, advice);
        String html = ComparisonHtml.of(rows, advice);
        for (Row r : rows) {
            assertThat(text).contains("  " + r.strategy().name());
            assertThat(json).contains("\"strategy\" : \"" + r.strategy().name() + "\"");
            assertThat(html).contains(">" + r.strategy().name() + "</text>");
        }
        assertThat(json)
                .contains("\"schema\" : \"relolens-compare/1\"", "\"needsTableMemory\" : true", "--reuse-cmdline");
    }
}
