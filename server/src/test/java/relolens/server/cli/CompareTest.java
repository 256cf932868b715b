package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareTest {
    @TempDir
    private Path directory;

    private static Path examples() {
        return Path.of("..", "examples").toAbsolutePath().normalize();
    }

    @Test
    void routineOfTheUsersIsRunInTheRowsItHasClausesFor() throws Exception {
        Files.copy(examples().resolve("single-implementation.S"), directory.resolve("mine.S"));
        var run = CommandLineSession.run(
                directory, "compare", "--image", "256K", "--routine", "mine.S:relocate_image", "--format", "json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode rows = new ObjectMapper().readTree(run.out()).path("rows");
        int theirs = 0;
        for (JsonNode row : rows) {
            boolean none = row.path("strategy").asText().matches("reservation|contiguous");
            assertThat(row.path("feasible").asBoolean()).as(row.toString()).isTrue();
            assertThat(row.path("code").asText()).isEqualTo(none ? "own shape" : "mine.S:relocate_image");
            assertThat(row.path("basis").asText()).isEqualTo("predicted");
            theirs += none ? 0 : 1;
        }
        assertThat(theirs).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--core cortex-a99 | unknown core",
                "--board stingrey | unknown board",
                "--core cortex-a53 --board stingray | board \"stingray\" has no cortex-a53; it has cortex-a72",
                "--streaming L9=11 | expected default, off, CPUACTLR_EL1=0x",
                "--core cortex-a76 --board rk3588 --streaming WS_THR_DRAM=11 | acts beyond the caches that are modelled",
                "--routine gone.S:f | no such file",
                "--routine f | use FILE:SYM",
                "--routine a.S:g | g is no routine of the file",
                "--routine a.S:f | it has no run of a kimage"
            })
    void whatCannotBeIsSaid(String options, String message) throws Exception {
        Files.writeString(directory.resolve("a.S"), "//@ entry el=1 mmu=on\nf:\n\tret\n");
        String[] args = ("compare --image 64K " + options.strip()).split(" ");
        var run = CommandLineSession.run(directory, args);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @Test
    void benchmarkIsWrittenForARoutine() throws Exception {
        Path source = examples().resolve("single-implementation.S");
        var run = CommandLineSession.run(
                directory, "cost", source + ":relocate_page", "--core", "cortex-a72", "--emit-benchmark", "bench");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(directory.resolve("bench")).isDirectoryContaining("glob:**Makefile");
        assertThat(Files.readString(directory.resolve("bench/pattern.S"))).contains("dc\tcivac");
        var unnamed = CommandLineSession.run(directory, "cost", source.toString(), "--emit-benchmark", "bench");
        assertThat(unnamed.code()).isEqualTo(2);
    }
}
