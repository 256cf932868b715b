package relolens.emulator.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import relolens.emulator.isa.TimingClass;

/** docs/machines.md is made from the list of fields; {@code -Drelolens.write=true} writes it anew. */
class MachinesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "machines.md");

    private static final String BOARD = """
            name: desk
            title: The board on my desk, two Cortex-A72
            dram:
              latency_ns: {is: 148, measured: "lat_mem_rd, 64 MiB, stride 128"}
              read_bytes_per_ns: {is: 4.1, measured: "tinymembench"}
              write_bytes_per_ns: {is: 3.9, measured: "tinymembench"}
            device:
              read_ns: {low: 100, nominal: 130, high: 170, estimate: "one round trip to memory"}
              write_ns: {low: 60, nominal: 90, high: 105, estimate: "no data comes back"}
              fetch_ns: {low: 60, nominal: 90, high: 105, estimate: "as a write"}
            cores:
              cortex-a72:
                clock_hz: {is: 1500000000, published: "data sheet of the chip"}
                caches: {l2: {bytes: 524288, published: "data sheet of the chip"}}
            """;

    private static final String CORE = """
            name: my-a72
            title: Cortex-A72 with a slower divider
            like: cortex-a72
            classes:
              DIVIDE_64: {pipe: multi, latency: 20, every: 20, measured: "a loop of dependent udiv"}
            """;

    @Test
    void pageIsFresh() throws IOException {
        String wanted = page();
        if (Boolean.getBoolean("relolens.write")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(Files.readString(PAGE)).as("docs/machines.md is stale").isEqualTo(wanted);
    }

    @Test
    void examplesOfThePageWork() {
        TimingLibrary library = new TimingLibrary(Map.of("desk.yml", BOARD, "my-a72.yml", CORE)::get);
        assertThat(library.core("cortex-a72", "desk.yml").hz()).isEqualTo(1_500_000_000L);
        CoreModel core = library.core("my-a72.yml", "generic");
        assertThat(core.timing(TimingClass.DIVIDE_64).latency()).isEqualTo(20);
        assertThat(core.timing(TimingClass.ALU))
                .isEqualTo(TimingCatalogue.core("cortex-a72").timing(TimingClass.ALU));
    }

    private static String page() {
        return """
                # Cores and boards of your own

                Written by `MachinesPageTest` from the list that the reader of these files goes by (`Fields`); run it with
                `-Drelolens.write=true`.

                Wherever a core or board is named, a file can stand: `--core` and `--board` of `analyze`, `review`, `cost` and
                `compare` (relative to the working directory), `core=` and `board=` of a run clause or `relolens.yml` (relative to
                the file the clause stands in, and inside the root: the workspace does not read beyond itself). What has a slash in
                it or ends in `.yml`, `.yaml` or `.json` is a file. Reports call the machine by the file.

                ```
                relolens explain stingray > desk.yml     # a board to start from; cortex-a72 for a core
                relolens explain desk.yml                # checks it, and shows what each number stands on
                relolens compare --board desk.yml --image 25MB
                ```

                A board in full:
                ```yaml
                """ + BOARD + """
                ```

                A core that differs from a known one in a few numbers (`like` works in a board's file too):
                ```yaml
                """ + CORE + """
                ```

                ## Rules
                - A number stands in a map with where it is from: `published`, `measured`, `derived`, `fit` or `estimate`, each with
                  words. The nearest such map around it counts; `{is: 3, measured: "…"}` is one number with its own. A number
                  without a source is an error.
                - Nothing has a default. What is missing is named, with its range; what is not in the lists below is refused, with
                  the names that are like it. All problems of a file are told at once, as `file:line:column: key: what`.
                - `like: NAME` takes what the file does not say from a core or board of the program's. Such numbers are estimates,
                  whatever they are there. `streaming` is taken as a whole or not at all; of a board's `cores` only those that the
                  file names, if it names any.
                - A board may replace any number of a core under `cores: NAME:`, with the core's `name`. A board that names cores
                  takes no others; one that names none takes all.
                - YAML without lists, aliases and repeated keys, or the same as JSON; up to 256 KiB.
                - `fitted_to` and `band_fitted_to` say which relocations chose figures of the board: reports mark those rows so, and
                  they predict nothing. Say it of your own boards too.

                ## Timing classes
                """ + String.join(", ", Fields.classes()) + """
                .

                A class's instructions are those that [isa.md](isa.md) lists with it.

                ## A board's fields
                """ + table(Fields.BOARD) + """

                ## A core's fields
                """
                + table(Fields.CORE);
    }

    private static String table(Fields fields) {
        return "| key | value | needed | what it is |\n|---|---|---|---|\n"
                + fields.all().stream()
                        .filter(f -> !f.key().startsWith("cores.*.") || f.key().equals("cores.*.clock_hz"))
                        .map(MachinesPageTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(Field f) {
        String value = f.kind() == Field.Kind.TEXT
                ? f.unit()
                : f.range() + " " + f.unit() + (f.kind() == Field.Kind.WHOLE ? ", whole" : "");
        String need = switch (f.need()) {
            case ALWAYS -> "yes";
            case WITH_ITS_MAP -> "with its map";
            case NEVER -> "";
        };
        String what = f.key().startsWith("cores.*.") ? "any number of that core, by the keys below" : f.what();
        return String.format(Locale.ROOT, "| `%s` | %s | %s | %s |%n", f.key(), value, need, what);
    }
}
