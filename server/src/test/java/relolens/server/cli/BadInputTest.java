package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.server.terminal.Exit;

/** Input that cannot be analysed: one message with its place, exit code 3, and no stack trace. */
class BadInputTest {
    @TempDir
    Path directory;

    private CommandLineSession refused(String message, String... args) {
        var run = CommandLineSession.run(directory, args);
        assertThat(run.code()).as(run.err()).isEqualTo(Exit.INPUT);
        assertThat(run.err().lines()).as(run.err()).hasSize(1).first().isEqualTo(message);
        return run;
    }

    @Test
    void aMissingFileIsNamed() {
        refused("nowhere.S:1:1: error: no such file [missing-file]", "analyze", "nowhere.S");
    }

    @Test
    void aDirectoryWithoutAssemblyIsNamed() throws Exception {
        Files.createDirectories(directory.resolve("empty/deeper"));
        Files.writeString(directory.resolve("empty/deeper/x.c"), "int x;\n");
        refused(
                "empty:1:1: error: directory without assembly: no .S or .s file below it [no-assembly]",
                "analyze",
                "empty");
    }

    @Test
    void aBinaryFileIsNamedWithThePlaceOfItsFirstNul() throws Exception {
        Files.write(directory.resolve("b.S"), "ret\nx\0y".getBytes(StandardCharsets.UTF_8));
        refused("b.S:2:2: error: binary file: a NUL byte is no assembly source [binary-file]", "analyze", "b.S");
    }

    @Test
    void theReportIsWrittenAllTheSame() throws Exception {
        var run = refused(
                "nowhere.S:1:1: error: no such file [missing-file]", "analyze", "nowhere.S", "--format", "json");
        assertThat(run.out()).contains("\"code\" : \"missing-file\"").contains("\"schema\" : \"relolens-report/1\"");
    }

    @Test
    void binaryStandardInputIsRefused() {
        var run = CommandLineSession.withInput(directory, "\0", "analyze", "-", "--stdin-filename", "in.S");
        assertThat(run.code()).isEqualTo(Exit.INPUT);
        assertThat(run.err()).startsWith("in.S:1:1: error: binary file");
    }
}
