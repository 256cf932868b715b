package relolens.emulator.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relolens.emulator.cache.CacheMode;
import relolens.emulator.isa.TimingClass;

class TimingDataTest {
    static List<String> cores() {
        return TimingCatalogue.cores();
    }

    static List<String> boards() {
        return TimingCatalogue.boards();
    }

    @ParameterizedTest
    @MethodSource("cores")
    void everyTimingClassIsBoundOnEveryCore(String name) {
        CoreModel core = TimingCatalogue.core(name);
        assertThat(core.name()).isEqualTo(name);
        for (TimingClass c : TimingClass.values()) {
            assertThat(core.timing(c).latency()).as(c.name()).isPositive();
            assertThat(core.timing(c).every()).as(c.name()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("cores")
    void everyCoreWorksOnEveryBoard(String name) {
        for (String b : boards()) {
            BoardModel board = TimingCatalogue.board(b);
            CoreModel core = TimingCatalogue.core(name).on(board);
            assertThat(new CycleModel(core, board).cycles()).isZero();
            assertThat(core.caches(CacheMode.TAGS).levels()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(core.tlb().mainEntries()).isPositive();
            assertThat(core.hz()).isBetween(100_000_000L, 6_000_000_000L);
        }
    }

    @ParameterizedTest
    @MethodSource("cores")
    void everyNumberOfACoreNamesItsSource(String name) {
        CoreModel core = TimingCatalogue.core(name);
        assertThat(core.figures())
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.source()).as(f.key()).hasSizeGreaterThan(4));
        assertThat(core.describe()).contains(name + ": ", "  LOAD_PAIR ", "estimate: ");
    }

    @ParameterizedTest
    @MethodSource("boards")
    void everyBoardShowsDeviceRoundTripsAsANarrowBand(String name) {
        BoardModel board = TimingCatalogue.board(name);
        assertThat(board.name()).isEqualTo(name);
        assertThat(board.figures())
                .allSatisfy(f -> assertThat(f.source()).as(f.key()).hasSizeGreaterThan(4));
        for (Range r : List.of(board.deviceRead(), board.deviceWrite(), board.uncachedFetch())) {
            assertThat(r.spread()).isBetween(1.05, 1.8);
        }
        assertThat(board.describe()).contains("\ndevice\n", "  read_ns.nominal ");
    }

    @Test
    void unknownNamesAreAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> TimingCatalogue.core("z80"))
                .isInstanceOf(TimingDataException.class)
                .hasMessage("unknown core \"z80\"; known: cortex-a53, cortex-a55, cortex-a57, cortex-a72,"
                        + " cortex-a76, neoverse-n1, thunderx2; or give a file, as in my-core.yml");
        assertThatThrownBy(() -> TimingCatalogue.board("../boards/rk3399")).hasMessageContaining("known: generic");
    }

    @Test
    void numberWithoutSourceIsRefusedWithFileAndKey() {
        assertThatThrownBy(() -> DataFile.parse("x.yml", "a: {b: {c: 3}}"))
                .hasMessageContaining("x.yml:1:12: a.b.c: number without a source");
    }

    @Test
    void missingNumberIsNamedWithFileAndKey() {
        DataFile file = DataFile.parse("x.yml", "a: {b: 3, estimate: guess}");
        assertThat(file.number("a.b")).isEqualTo(3);
        assertThatThrownBy(() -> file.number("a.c")).hasMessageContaining("x.yml:1:1: a.c: missing");
        assertThatThrownBy(() -> new CoreModel(file)).hasMessageContaining("x.yml:1:8: a.b: unknown field");
        assertThatThrownBy(() -> new BoardModel(file)).hasMessageContaining("x.yml:1:8: a.b: unknown field");
    }

    @Test
    void brokenYamlIsOneMessage() {
        assertThatThrownBy(() -> DataFile.parse("x.yml", "a: [")).isInstanceOf(TimingDataException.class);
        assertThatThrownBy(() -> DataFile.parse("x.yml", "just text"))
                .hasMessageContaining("x.yml:1:1: expected a map");
    }

    @Test
    void nearestMarkWins() {
        DataFile file = DataFile.parse("x.yml", "a: {estimate: far, b: {is: 1, measured: near}, c: 2}");
        assertThat(file.figure("a.b").mark()).isEqualTo(Figure.Mark.MEASURED);
        assertThat(file.figure("a.c").mark()).isEqualTo(Figure.Mark.ESTIMATE);
        assertThat(file.figure("a.c").source()).isEqualTo("far");
    }

    @Test
    void boardReplacesWhatItSaysOfItsCoreAndNothingElse() {
        CoreModel plain = TimingCatalogue.core("cortex-a53");
        CoreModel there = plain.on(TimingCatalogue.board("rpi3"));
        assertThat(there.hz()).isEqualTo(1_187_000_000L).isNotEqualTo(plain.hz());
        assertThat(there.timing(TimingClass.LOAD)).isEqualTo(plain.timing(TimingClass.LOAD));
    }

    @Test
    void streamingThresholdsFollowTheRegistersResetValue() {
        assertThat(TimingCatalogue.core("cortex-a53").streaming().thresholds()).containsExactly(3L, 127L);
        assertThat(TimingCatalogue.core("cortex-a72").streaming().thresholds()).containsExactly(3L, 11L);
    }
}
