package relolens.emulator.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Cores and boards of the user's own: what their files may say, and what is said of those that are wrong. */
class TimingLibraryTest {
    private static final String BOARD = """
            name: desk
            title: A board on a desk
            dram:
              latency_ns: {is: 100, measured: "lmbench on the desk"}
              read_bytes_per_ns: {is: 4, estimate: "half of the data sheet"}
              write_bytes_per_ns: {is: 4, estimate: "half of the data sheet"}
            device:
              read_ns: {low: 90, nominal: 110, high: 130, estimate: "one round trip"}
              write_ns: {low: 60, nominal: 80, high: 100, estimate: "one round trip"}
              fetch_ns: {low: 60, nominal: 80, high: 100, estimate: "one round trip"}
            cores:
              cortex-a72:
                clock_hz: {is: 1500000000, published: "data sheet"}
            """;

    static Stream<String> everyName() {
        return Stream.concat(TimingCatalogue.cores().stream(), TimingCatalogue.boards().stream());
    }

    private static TimingLibrary with(String text) {
        return new TimingLibrary(path -> path.startsWith("my") ? text : null);
    }

    private static List<String> problems(Runnable action) {
        TimingDataException e = catchThrowableOfType(TimingDataException.class, action::run);
        assertThat(e).isNotNull();
        return e.problems();
    }

    private static List<String> problemsOf(String board) {
        return problems(() -> with(board).board("my.yml"));
    }

    @Test
    void boardOfAFileIsTakenWithItsCores() {
        TimingLibrary library = with(BOARD);
        assertThat(library.board("my.yml").dramLatencyNs()).isEqualTo(100);
        assertThat(library.core("cortex-a72", "my.yml").hz()).isEqualTo(1_500_000_000L);
        assertThatThrownBy(() -> library.core("cortex-a53", "my.yml"))
                .hasMessage("board \"my.yml\" has no cortex-a53; it has cortex-a72; use board rk3399 for that core");
    }

    @Test
    void boardInJsonIsTheSame() throws JsonProcessingException {
        String json = new ObjectMapper().writeValueAsString(new YAMLMapper().readTree(BOARD));
        assertThat(with(json).board("my.json").figures())
                .isEqualTo(with(BOARD).board("my.yml").figures());
    }

    @ParameterizedTest
    @MethodSource("everyName")
    void whatComesWithTheProgramCanBeReadBackAsAFile(String name) {
        TimingLibrary library = with(TimingCatalogue.text(name));
        List<Figure> read = TimingCatalogue.cores().contains(name)
                ? library.core("my.yml").figures()
                : library.board("my.yml").figures();
        List<Figure> own = TimingCatalogue.cores().contains(name)
                ? TimingCatalogue.core(name).figures()
                : TimingCatalogue.board(name).figures();
        assertThat(read).isEqualTo(own);
    }

    @Test
    void coreLikeAnotherSaysOnlyWhatDiffersAndTheRestIsAnEstimate() {
        TimingLibrary library = with("""
                name: cortex-a75
                title: something newer
                like: cortex-a76
                clock_hz: {is: 2000000000, published: "data sheet"}
                """);
        CoreModel core = library.core("my/core.yml", "generic");
        assertThat(core.hz()).isEqualTo(2_000_000_000L);
        assertThat(core.number("pipeline.width"))
                .isEqualTo(TimingCatalogue.core("cortex-a76").number("pipeline.width"));
        assertThat(core.figures()).filteredOn(f -> !f.key().equals("clock_hz")).allSatisfy(f -> {
            assertThat(f.mark()).isEqualTo(Figure.Mark.ESTIMATE);
            assertThat(f.source()).startsWith("as cortex-a76: ");
        });
        assertThat(core.streaming())
                .isEqualTo(TimingCatalogue.core("cortex-a76").streaming());
        assertThat(problems(() -> with("name: x\ntitle: y\nlike: z80\n").core("my.yml")))
                .singleElement()
                .asString()
                .startsWith("my.yml:3:1: like: unknown core \"z80\"; known: cortex-a53");
    }

    @Test
    void boardLikeAnotherKeepsTheOthersCoresUnlessItNamesItsOwn() {
        assertThat(with("name: x\ntitle: y\nlike: rk3399\n").board("my.yml").cores())
                .containsExactly("cortex-a53", "cortex-a72");
        assertThat(
                        with("name: x\ntitle: y\nlike: rk3399\ncores: {cortex-a72: {clock_hz: {is: 1000000000, fit: why}}}\n")
                                .board("my.yml")
                                .cores())
                .containsExactly("cortex-a72");
    }

    @Test
    void fitOfAnotherBoardIsNotInherited() {
        BoardModel board = with("name: x\ntitle: y\nlike: stingray\n").board("my.yml");
        assertThat(board.basis("cortex-a72", "mmu-off", 25_000_000)).isEqualTo(Basis.PREDICTED);
        assertThat(board.figures()).extracting(Figure::mark).containsOnly(Figure.Mark.ESTIMATE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latency_ns: {is: 100,|latncy_ns: {is: 100,|my.yml:4:19: dram.latncy_ns: unknown field; did you mean"
                        + " dram.latency_ns?",
                "latency_ns: {is: 100,|latency_ns: {is: 0,|my.yml:4:20: dram.latency_ns: must be from 1 to 10000 ns, is 0",
                "{is: 100, measured: \"lmbench on the desk\"}|100|my.yml:4:15: dram.latency_ns: number without a source",
                "measured: \"lmbench on the desk\"|measured: \"\"|my.yml:4:25: dram.latency_ns.measured: expected where",
                "measured: \"lmbench on the desk\"|measured: a, fit: b|my.yml:4:38: dram.latency_ns.fit: a second mark",
                "is: 100|is: slow|my.yml:4:16: dram.latency_ns: expected a number, is \"slow\"",
                "is: 100|is: .inf|my.yml:4:24: no YAML: Malformed numeric value",
                "low: 90|low: 120|my.yml:8:3: device.read_ns: range 120.0, 110.0, 130.0 is not ascending",
                "name: desk|name: 7|my.yml:1:7: name: expected text (put it in quotes)",
                "title: A board on a desk|name: again|my.yml:2:5: no YAML: Duplicate field 'name'",
                "title: A board on a desk|x: [1]|my.yml:2:1: x: lists are not used in these files",
                "clock_hz: {is: 1500000000|clock_mhz: {is: 1500|my.yml:13:21: cores.cortex-a72.clock_mhz: unknown field;"
                        + " did you mean cores.cortex-a72.clock_hz?",
                "clock_hz: {is: 1500000000|pipeline: {order: 5|my.yml:13:23: cores.cortex-a72.pipeline.order: ",
                "name: desk|name: |my.yml:1:1: name: no value",
                "cores:|cores: ]|my.yml:11:6: no YAML: ",
            })
    void wrongBoardIsAnsweredWithPlaceKeyAndWhatWasExpected(String right, String wrong, String message) {
        assertThat(BOARD).contains(right);
        String text = BOARD.replaceFirst(java.util.regex.Pattern.quote(right), wrong == null ? "" : wrong);
        assertThat(problemsOf(text)).anySatisfy(p -> assertThat(p).startsWith(message));
    }

    @Test
    void everyMissingFieldIsNamedWithItsRange() {
        assertThat(problemsOf(BOARD.replaceAll("(?m)^  (latency_ns|write_ns).*\n", "")))
                .containsExactly(
                        "my.yml:3:1: dram.latency_ns: missing; expected from 1 to 10000 ns; there is no default",
                        "my.yml:6:1: device.write_ns.low: missing; expected from 1 to 100000 ns; there is no default",
                        "my.yml:6:1: device.write_ns.nominal: missing; expected from 1 to 100000 ns; there is no default",
                        "my.yml:6:1: device.write_ns.high: missing; expected from 1 to 100000 ns; there is no default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "  LOAD: |  LODE: |classes.LODE.pipe: no such timing class; did you mean classes.LOAD.pipe",
                "  LOAD: |  LODE: |classes.LOAD.latency: missing; expected from 0.05 to 100000 cycles",
                "pipe: ls, latency: 3|pipe: sl, latency: 3|classes.LOAD.pipe: no such pipe; there are [alu, ",
                "order: in-order|order: sideways|pipeline.order: in-order or out-of-order, not sideways",
                "width: {is: 2|width: {is: 2.5|pipeline.width: must be a whole number, is 2.5",
                "bytes: 32768, ways: 4|bytes: 32768, ways: 3|caches.l1d.bytes: bytes / ways / line_bytes must be a power of"
                        + " two, is 32768 / 3 / 64",
                "main_entries: {is: 512|main_entries: {is: 513|tlb.main_entries: main_entries / main_ways must be",
                "unit: lines|unit: pages|streaming.unit: expected lines, bytes or none, is pages",
                "\"26:25\"|\"26..25\"|streaming.l1.bits: expected \"26:25\" or \"24\", is 26..25",
                "\"10\": 128|\"12\": 128|streaming.l1.values.10: missing",
                "DTAH=1|DTAX=1|streaming: setting \"erratum-836870\"",
                "latency: 3, every: 1|latency: 0, every: 1|latency: must be from 0.05 to 100000 cycles, is 0",
            })
    void impossibleCoreIsAnsweredWithTheKey(String right, String wrong, String message) {
        String text = TimingCatalogue.text("cortex-a53");
        assertThat(text).contains(right);
        String changed = text.replaceFirst(java.util.regex.Pattern.quote(right), wrong);
        assertThat(problems(() -> with(changed).core("my.yml")))
                .anySatisfy(p -> assertThat(p).startsWith("my.yml:").contains(message));
    }

    @Test
    void missingAndHugeFilesAreRefused() {
        assertThatThrownBy(() -> with(BOARD).board("other.yml"))
                .hasMessageStartingWith("other.yml: no such file; boards that need none: generic");
        assertThat(problemsOf(BOARD + "#".repeat(300_000)))
                .containsExactly("my.yml: longer than 256 KiB; no core or board needs as much");
        assertThat(problemsOf("a: ".repeat(50))).hasSize(1);
        assertThat(problemsOf("x: &a {b: 1, estimate: why}\ny: *a\n"))
                .anySatisfy(p -> assertThat(p).startsWith("my.yml:2:1: y: no value"));
        assertThat(problemsOf("{a: ".repeat(300) + "}".repeat(300))).isNotEmpty();
    }

    @Test
    void coreAndBoardOfFilesRunTogether() {
        Map<String, String> files = Map.of(
                "core.yml",
                "name: mine\ntitle: t\nlike: cortex-a53\n",
                "board.yml",
                BOARD.replace("cortex-a72", "mine"));
        TimingLibrary library = new TimingLibrary(files::get);
        assertThat(library.core("core.yml", "board.yml").hz()).isEqualTo(1_500_000_000L);
        assertThat(library.has("board.yml", "core.yml")).isTrue();
        assertThat(library.boardFor("core.yml")).isEqualTo("generic");
    }
}
