package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.server.terminal.Exit;

/** Wrong usage: one line, exit code 2. */
class BadUsageTest {
    @TempDir
    Path directory;

    private void refused(String says, String... args) {
        var run = CommandLineSession.run(directory, args);
        assertThat(run.code()).as(run.err()).isEqualTo(Exit.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .hasSize(1)
                .allMatch(l -> l.startsWith("relolens: ") && l.contains(says), run.err());
    }

    @Test
    void wrongOptionsAndValuesAreRefusedInOneLine() throws Exception {
        Files.writeString(directory.resolve("x.S"), "ret\n");
        refused("name a command");
        refused("frobnicate", "frobnicate");
        refused("--bogus", "analyze", "--bogus", "x.S");
        refused("PATH", "analyze");
        refused("missing value after -I", "analyze", "x.S", "-I");
        refused("no such format", "analyze", "--format", "pdf", "x.S");
        refused("only one format", "analyze", "--format", "text", "--format", "json", "x.S");
        refused("--core z80: unknown core \"z80\"; known: cortex-a53", "analyze", "--core", "z80", "x.S");
        refused("--board moon: unknown board \"moon\"; known: generic", "analyze", "--board", "moon", "x.S");
        refused("use mmu=on, mmu=off or mmu=any", "analyze", "--entry", "on", "x.S");
        refused("exclude each other", "analyze", "--run", "--no-run", "x.S");
        refused("--fail-on sometimes", "analyze", "--fail-on", "sometimes", "x.S");
        refused("--root nowhere: no such directory", "analyze", "--root", "nowhere", "x.S");
        refused("--config nowhere.yml", "analyze", "--config", "nowhere.yml", "x.S");
        refused("no such file", "analyze", "-p", "nowhere.json", "x.S");
        refused("'-j'", "analyze", "-j", "many", "x.S");
        refused("no rule, core, board", "explain", "nothing-like-it");
    }

    @Test
    void aMalformedDatabaseIsNamedWithItsPlace() throws Exception {
        Files.writeString(directory.resolve("x.S"), "ret\n");
        Files.writeString(directory.resolve("compile_commands.json"), "[\n  {\"file\": }\n]\n");
        refused("compile_commands.json:2:", "analyze", "-p", ".", "x.S");
    }

    @Test
    void aMistypedTopicIsCorrected() {
        refused("did you mean", "explain", "cortex-a54");
        refused("sctlr_el1", "explain", "sctrl_el1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"analyze", "assemble", "disassemble", "explain", "lsp"})
    void everyCommandHasHelpAndVersion(String command) {
        var help = CommandLineSession.run(directory, command, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: relolens " + command).contains("Exit codes:");
        assertThat(help.out().lines()).allMatch(l -> l.length() <= 100);
        var version = CommandLineSession.run(directory, command, "--version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).matches("relolens \\d+\\.\\d+\\.\\d+\\R");
    }
}
