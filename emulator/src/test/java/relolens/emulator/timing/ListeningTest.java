package relolens.emulator.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.emulator.machine.DecodedInstruction;
import relolens.emulator.memory.MemoryType;

/** A model that hears of a run on another thread must come to what one comes to that hears of it at once. */
@Timeout(60)
class ListeningTest {
    private static CycleModel model(String core, Set<Mechanism> off) {
        return new CycleModel(TimingCatalogue.core(core), TimingCatalogue.board("generic"), off);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cortex-a53", "cortex-a72", "cortex-a76"})
    void storiesHeardLaterCostTheSame(String core) {
        List<DecodedInstruction> rows = RandomStories.everyRow(new Random(11));
        CycleModel near = model(core, Set.of());
        CycleModel far = model(core, Set.of());
        CycleModel other = model(core, Set.of(Mechanism.TLB));
        try (Listening listening = new Listening(List.of(far, other))) {
            Random random = new Random(12);
            Random again = new Random(12);
            for (int i = 0; i < 120_000; i++) {
                RandomStories.tell(near, random, rows);
                RandomStories.tell(listening, again, rows);
            }
            listening.finish();
        }
        assertThat(far.costs()).isEqualTo(near.costs());
        assertThat(other.costs()).isNotEqualTo(near.costs());
    }

    @Test
    void anEmptyStoryEnds() {
        CycleModel far = model("cortex-a53", Set.of());
        try (Listening listening = new Listening(List.of(far))) {
            listening.finish();
        }
        assertThat(far.cycles()).isZero();
    }

    @Test
    void whatAModelThrowsIsHeardOfAtTheEndAndTheMachineDoesNotWaitForEver() {
        List<DecodedInstruction> rows = RandomStories.everyRow(new Random(11));
        CycleModel far = model("cortex-a53", Set.of());
        far.watch(rows.get(3).slot(), 1, () -> {
            throw new IllegalStateException("of the model");
        });
        try (Listening listening = new Listening(List.of(far))) {
            for (int i = 0; i < 400_000; i++) {
                listening.data(false, 0, 64L * i, 8, MemoryType.NORMAL_WRITE_BACK, 1, true);
                listening.retired(rows.get(3), 0);
            }
            assertThatThrownBy(listening::finish).hasMessage("of the model");
        }
    }
}
