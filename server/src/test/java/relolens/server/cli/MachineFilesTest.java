package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.server.terminal.Exit;

/** Cores and boards of the user's own, at each door that names one. */
class MachineFilesTest {
    private static final String LOOP = "f:\n1:\tldr x3, [x0], #8\n\tsubs x2, x2, #1\n\tb.ne 1b\n\tret\n";

    @TempDir
    Path directory;

    private void board(String name, String more) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "name: desk\ntitle: t\nlike: rk3399\n" + more);
    }

    private JsonNode json(String... args) throws IOException {
        var run = CommandLineSession.run(directory, args);
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private static String clauses(String board) {
        return "//@ entry el=1 mmu=on\n//@ run r: mmu=on core=cortex-a53 board=" + board
                + " x0=buffer(size=4K, va, random) x2=16\n" + LOOP;
    }

    @Test
    void costAndCompareTakeFiles() throws Exception {
        Files.writeString(directory.resolve("a.S"), LOOP);
        board("desk.yml", "cores: {cortex-a53: {clock_hz: {is: 708000000, measured: here}}}\n");
        Files.writeString(
                directory.resolve("slow.json"),
                "{\"name\": \"slow\", \"title\": \"t\", \"like\": \"cortex-a53\", \"classes\": {\"LOAD\":"
                        + " {\"pipe\": \"ls\", \"latency\": 9, \"every\": 9, \"estimate\": \"why\"}}}");
        JsonNode usual = json("cost", "a.S", "--format", "json");
        JsonNode slow = json("cost", "a.S", "--core", "slow.json", "--format", "json");
        assertThat(slow.path("core").asText()).isEqualTo("slow.json");
        assertThat(slow.at("/loops/0/cyclesPerIteration").asDouble())
                .isGreaterThan(2 * usual.at("/loops/0/cyclesPerIteration").asDouble())
                .isBetween(8.5, 9.5);
        JsonNode there = json("compare", "--image", "64K", "--board", "desk.yml", "--format", "json");
        assertThat(there.at("/rows/1/board").asText()).isEqualTo("desk.yml");
        assertThat(there.at("/rows/1/basis").asText()).isEqualTo("predicted");
    }

    @Test
    void analyzeTakesAFileFromTheCommandLine() throws Exception {
        Files.writeString(directory.resolve("a.S"), clauses("rk3399"));
        board("boards/desk.yml", "dram: {latency_ns: {is: 1720, estimate: ten times as much}}\n");
        JsonNode usual = json("analyze", "a.S", "--format", "json");
        JsonNode slow = json("analyze", "a.S", "--format", "json", "--board", "boards/desk.yml");
        assertThat(slow.at("/runs/0/board").asText()).isEqualTo("boards/desk.yml");
        assertThat(slow.at("/runs/0/cycles").asDouble())
                .isGreaterThan(2 * usual.at("/runs/0/cycles").asDouble());
    }

    private String streamingVerdict(String... options) throws IOException {
        String[] args = new String[options.length + 4];
        System.arraycopy(new String[] {"analyze", "fill.S", "--format", "json"}, 0, args, 0, 4);
        System.arraycopy(options, 0, args, 4, options.length);
        return json(args).at("/runs/0/streaming/verdict").asText();
    }

    /** What firmware wrote into the core's register is a board's business: the verdict follows its fields. */
    @ParameterizedTest
    @CsvSource({
        "0, starts at the 4th line, ×1.6",
        "1, starts at the 64th line, 98 %",
        "3, no line passes level 1 by, take ×1.00"
    })
    void verdictOnStreamingFollowsTheRegistersFields(int bits, String starts, String worth) throws Exception {
        Files.writeString(
                directory.resolve("fill.S"),
                "//@ entry el=1 mmu=on\n//@ run r: mmu=on core=cortex-a53 board=rk3399"
                        + " x0=buffer(size=256K, va, random) x2=262144\n"
                        + "f:\n1:\tstp x1, x1, [x0], #16\n\tsubs x2, x2, #16\n\tb.ne 1b\n\tret\n");
        board(
                "desk.yml",
                "cores: {cortex-a53: {streaming: {l1: {reset: {is: " + bits
                        + ", measured: \"read on my board\"}}}}}\n");
        assertThat(streamingVerdict("--board", "desk.yml")).contains(starts, worth);
    }

    @Test
    void reviewTakesFiles() throws Exception {
        Files.writeString(directory.resolve("a.S"), clauses("rk3399"));
        Files.writeString(
                directory.resolve("p.patch"),
                "--- a/a.S\n+++ b/a.S\n@@ -5,3 +5,4 @@\n \tsubs x2, x2, #1\n+\tmul x4, x3, x3\n \tb.ne 1b\n \tret\n");
        board("desk.yml", "cores: {cortex-a53: {clock_hz: {is: 708000000, measured: here}}}\n");
        Files.writeString(
                directory.resolve("slow.yml"),
                "name: slow\ntitle: t\nlike: cortex-a53\n"
                        + "classes: {MULTIPLY_64: {pipe: mul, latency: 90, every: 90, estimate: why}}\n");
        JsonNode usual =
                json("review", "--patch", "p.patch", "--format", "json").at("/costs/0");
        JsonNode desk = json("review", "--patch", "p.patch", "--format", "json", "--board", "desk.yml")
                .at("/costs/0");
        JsonNode slow = json("review", "--patch", "p.patch", "--format", "json", "--core", "slow.yml")
                .at("/costs/0");
        assertThat(usual.path("board").asText()).isEqualTo("rk3399");
        assertThat(desk.path("board").asText()).isEqualTo("desk.yml");
        // Half the clock, and memory is half as far.
        assertThat(desk.path("before").asDouble())
                .isLessThan(0.7 * usual.path("before").asDouble());
        assertThat(slow.path("core").asText()).isEqualTo("slow.yml");
        assertThat(slow.path("after").asDouble() - slow.path("before").asDouble())
                .isGreaterThan(15 * 80);
        var gone = CommandLineSession.run(directory, "review", "--patch", "p.patch", "--board", "gone.yml");
        assertThat(gone.code()).isEqualTo(2);
        assertThat(gone.err()).contains("gone.yml: no such file");
    }

    @Test
    void clausesNameFilesFromWhereTheyStand() throws Exception {
        board("src/boards/desk.yml", "");
        Files.writeString(directory.resolve("src/a.S"), clauses("boards/desk.yml"));
        JsonNode report = json("analyze", "src/a.S", "--format", "json");
        assertThat(report.at("/runs/0/board").asText()).isEqualTo("src/boards/desk.yml");
        assertThat(report.at("/runs/0/outcome").asText()).isEqualTo("ok");
        Files.delete(directory.resolve("src/a.S"));
        Files.writeString(directory.resolve("src/b.S"), LOOP);
        Files.writeString(
                directory.resolve("relolens.yml"),
                "routines: {\"src/*.S\": {f: [\"run r: mmu=on core=cortex-a53 board=src/boards/desk.yml"
                        + " x0=buffer(size=4K, va, random) x2=16\"]}}\n");
        report = json("analyze", "src/b.S", "--format", "json");
        assertThat(report.at("/runs/0/board").asText()).isEqualTo("src/boards/desk.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../desk.yml", "/etc/desk.yml", "a/../../desk.yml"})
    void clausesDoNotReachOutOfTheRoot(String board) throws Exception {
        Path root = Files.createDirectories(directory.resolve("root"));
        board("desk.yml", "");
        Files.writeString(root.resolve("a.S"), clauses(board));
        var run = CommandLineSession.run(root, "analyze", "a.S", "--format", "gcc");
        assertThat(run.code()).isEqualTo(Exit.INPUT);
        assertThat(run.out() + run.err()).contains("a.S:2:").contains(board + ": lies outside the root");
    }

    @Test
    void wrongFileIsToldWithPlacesAtEachDoor() throws Exception {
        board("desk.yml", "dram: {latncy_ns: {is: 5, estimate: x}}\nmoon: 1\n");
        Files.writeString(directory.resolve("a.S"), clauses("desk.yml"));
        String first = "desk.yml:4:24: dram.latncy_ns: unknown field; did you mean dram.latency_ns?";
        for (String command : new String[] {"analyze a.S", "cost a.S", "compare", "explain"}) {
            String option = command.equals("explain") ? "" : " --board";
            var run = CommandLineSession.run(directory, (command + option + " desk.yml").split(" "));
            assertThat(run.code()).as(run.err()).isEqualTo(Exit.USAGE);
            assertThat(run.err()).contains("desk.yml:5:7: moon: number without a source");
        }
        board("desk.yml", "dram: {latncy_ns: {is: 5, estimate: x}}\n");
        var run = CommandLineSession.run(directory, "compare", "--board", "desk.yml");
        assertThat(run.err().lines().toList()).anySatisfy(l -> assertThat(l).endsWith(first));
        run = CommandLineSession.run(directory, "analyze", "a.S", "--format", "gcc");
        assertThat(run.code()).isEqualTo(Exit.INPUT);
        assertThat(run.out() + run.err()).contains("a.S:2:").contains(first);
        run = CommandLineSession.run(directory, "cost", "a.S", "--core", "gone.yml");
        assertThat(run.code()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("gone.yml: no such file; cores that need none: cortex-a53");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stingray", "cortex-a76", "thunderx2"})
    void whatExplainPrintsIsAFileToStartFrom(String name) throws Exception {
        Files.writeString(
                directory.resolve("mine.yml"),
                CommandLineSession.run(directory, "explain", name).out());
        var run = CommandLineSession.run(directory, "explain", "mine.yml");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("mine: ");
    }
}
