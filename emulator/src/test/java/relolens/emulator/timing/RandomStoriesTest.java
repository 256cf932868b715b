package relolens.emulator.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.emulator.isa.Effects;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;
import relolens.emulator.machine.DecodedInstruction;
import relolens.emulator.memory.MemoryType;

/** Whatever a machine tells, in whatever order: costs add up, nothing runs backwards, nothing breaks. */
class RandomStoriesTest {
    private static final int[] LEVELS = {0, 1, 1, 1, 2};

    private static List<DecodedInstruction> everyRow(Random random) {
        List<DecodedInstruction> found = new ArrayList<>();
        for (Encoding row : Isa.a64().encodings()) {
            int word = row.value() | random.nextInt() & ~row.mask();
            Encoding base = Isa.a64().decode(word);
            Effects effects = Isa.a64().effects(word);
            if (base != null && effects != null) {
                found.add(new DecodedInstruction(found.size(), 0x1000 + 4L * found.size(), word, base, effects));
            }
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({"cortex-a53, 1", "cortex-a53, 2", "cortex-a72, 3", "cortex-a72, 4"})
    void costsAddUpAndTimeRises(String core, long seed) {
        Random random = new Random(seed);
        List<DecodedInstruction> rows = everyRow(random);
        assertThat(rows).hasSizeGreaterThan(500);
        CycleModel model = new CycleModel(TimingCatalogue.core(core), TimingCatalogue.board("generic"));
        double before = 0;
        int steps = 30_000;
        for (int i = 0; i < steps; i++) {
            DecodedInstruction next = rows.get(random.nextInt(rows.size()));
            tell(model, random, next);
            model.retired(next, random.nextInt(4) == 0 ? 0x1000 : next.address() + 4);
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

    private static void tell(CycleModel model, Random random, DecodedInstruction next) {
        for (int n = random.nextInt(3); n > 0; n--) {
            long pa = 0x8000_0000L + (random.nextInt() & 0xff_fff0L);
            int level = LEVELS[random.nextInt(LEVELS.length)];
            switch (random.nextInt(10)) {
                case 0 -> model.fetch(pa, pa, level, random.nextBoolean());
                case 1 -> {
                    model.descriptor(pa, level, true);
                    model.walk(pa, random.nextBoolean(), 4, random.nextBoolean());
                }
                case 2 -> model.writeBack(pa, 1, random.nextBoolean());
                case 3 -> model.maintenance(next, pa, pa, level, random.nextBoolean());
                case 4 -> model.streamed(pa, 64, random.nextInt(3));
                case 5 -> model.prefetch(pa, pa, level, 1);
                case 6 -> model.exception(1, 0, pa, pa);
                default -> {
                    MemoryType type = MemoryType.values()[random.nextInt(MemoryType.values().length)];
                    for (int k = random.nextInt(40) == 0 ? 100 : 1; k > 0; k--) {
                        model.data(random.nextBoolean(), pa + 4L * k, pa, 16, type, level, random.nextBoolean());
                    }
                }
            }
        }
    }
}
