package relolens.emulator.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.emulator.machine.DecodedInstruction;

/** Whatever a machine tells, in whatever order: costs add up, nothing runs backwards, nothing breaks. */
class RandomStoriesTest {
    @ParameterizedTest
    @CsvSource({"cortex-a53, 1", "cortex-a53, 2", "cortex-a72, 3", "cortex-a72, 4"})
    void costsAddUpAndTimeRises(String core, long seed) {
        Random random = new Random(seed);
        List<DecodedInstruction> rows = RandomStories.everyRow(random);
        assertThat(rows).hasSizeGreaterThan(500);
        CycleModel model = new CycleModel(TimingCatalogue.core(core), TimingCatalogue.board("generic"));
        double before = 0;
        int steps = 30_000;
        for (int i = 0; i < steps; i++) {
            RandomStories.tell(model, random, rows);
            assertThat(model.cycles()).isGreaterThan(before);
            before = model.cycles();
        }
        Costs costs = model.costs();
        assertThat(costs.rows().stream().mapToLong(Costs.Row::count).sum()).isEqualTo(steps);
        assertThat(costs.rows().stream().mapToDouble(Costs.Row::cycles).sum()).isCloseTo(costs.cycles(), within(1e-3));
        assertThat(costs.cyclesLow()).isLessThan(costs.cycles());
        assertThat(costs.cyclesHigh()).isGreaterThan(costs.cycles());
        for (Costs.Row row : costs.rows()) {
            assertThat(row.stall()).allMatch(s -> s >= 0);
            assertThat(row.stall().stream().mapToDouble(s -> s).sum()).isLessThanOrEqualTo(row.cycles() + 1e-9);
        }
    }
}
