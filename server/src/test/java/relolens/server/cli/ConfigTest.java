package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.server.terminal.Exit;

/** show-config says what holds and who said it; doctor says what is wrong with the place. */
class ConfigTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(directory.resolve("boot"));
        Files.writeString(directory.resolve("relolens.yml"), """
                root: true
                routines:
                  "boot/*.S":
                    f: ["entry el=2 mmu=on", "x1: data pa"]
                    g: ["x0: number 7"]
                """);
        Files.writeString(
                directory.resolve("boot/a.S"), "//@ entry el=1 mmu=off\nf:\tret\ng:\tret\nh:\tret\nswsusp:\tret\n");
    }

    private CommandLineSession run(String... args) {
        return CommandLineSession.run(directory, args);
    }

    @Test
    void theFilesOwnCommentWinsAndEachClauseNamesItsOrigin() throws Exception {
        var run = run("show-config", "--format", "json", "-DX=1", "-I", "inc", "boot/a.S");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode page = new ObjectMapper().readTree(run.out());
        assertThat(page.path("schema").asText()).isEqualTo("relolens-config/1");
        assertThat(page.at("/preprocessor/origin").asText()).isEqualTo("given on the command line");
        assertThat(page.at("/preprocessor/options").toString())
                .contains("-I inc")
                .contains("-D X=1");
        assertThat(page.at("/sidecars/0").asText()).isEqualTo("relolens.yml");
        JsonNode f = page.at("/routines/0");
        assertThat(f.path("name").asText()).isEqualTo("f");
        assertThat(f.path("clauses").size()).isEqualTo(2);
        assertThat(f.at("/clauses/0/text").asText()).isEqualTo("entry el=1 mmu=off");
        assertThat(f.at("/clauses/0/level").asText()).isEqualTo("comment");
        assertThat(f.at("/clauses/0/line").asInt()).isEqualTo(1);
        assertThat(f.at("/clauses/1/text").asText()).isEqualTo("x1: data pa");
        assertThat(f.at("/clauses/1/level").asText()).isEqualTo("sidecar");
        assertThat(f.at("/clauses/1/file").asText()).isEqualTo("relolens.yml");
        assertThat(f.at("/clauses/1/line").asInt()).isEqualTo(4);
    }

    @Test
    void theTextFitsATerminalAndNamesWhatIsSaidOfNothing() {
        String text = run("show-config", "boot/a.S").out();
        assertThat(text.lines()).allMatch(l -> l.length() <= 100);
        assertThat(text).contains("x0: number 7").contains("sidecar relolens.yml:5");
        assertThat(text).contains("nothing is said of routines h, swsusp");
    }

    @Test
    void aClauseThatMeansNothingIsNamedAndFails() throws Exception {
        Files.writeString(
                directory.resolve("relolens.yml"), "root: true\nroutines:\n  \"*.S\":\n    f: [\"entry mmu=of\"]\n");
        var show = run("show-config", "boot/a.S");
        assertThat(show.code()).isEqualTo(Exit.USAGE);
        assertThat(show.err()).contains("relolens.yml:4:").contains("K01");
        var doctor = run("doctor");
        assertThat(doctor.code()).isEqualTo(Exit.USAGE);
        assertThat(doctor.out()).contains("wrong   relolens.yml   relolens.yml:4:");
    }

    @Test
    void aMistakeIsToldOnceAtItsPlaceForAllFilesThatTheSidecarSpeaksOf() throws Exception {
        Files.writeString(
                directory.resolve("relolens.yml"), "root: true\nroutines:\n  \"*.S\":\n    f: [\"entry mmu=of\"]\n");
        Files.writeString(directory.resolve("boot/b.S"), "g:\n\tret\n");
        var run = run("analyze", "--format", "gcc", "boot/a.S", "boot/b.S");
        assertThat(run.code()).isEqualTo(Exit.FINDINGS);
        assertThat(run.out().lines().filter(l -> l.contains("K01")))
                .singleElement()
                .asString()
                .startsWith("relolens.yml:4:20: error: ");
    }

    @Test
    void doctorIsContentWhereAllIsWell() {
        var run = run("doctor");
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("ok      analysis").contains("ok      relolens.yml");
    }

    @Test
    void doctorNamesADamagedDatabase() throws Exception {
        Files.writeString(directory.resolve("compile_commands.json"), "[{\"file\": ");
        var run = run("doctor");
        assertThat(run.code()).isEqualTo(Exit.USAGE);
        assertThat(run.out()).contains("wrong   database");
    }
}
