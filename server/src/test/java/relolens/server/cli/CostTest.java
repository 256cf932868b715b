package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {
    private static final String LOOP = "f:\n1:\tldr x0, [x0]\n\tcbnz x0, 1b\n\tret\n";

    @TempDir
    private Path directory;

    private CommandLineSession cost(String text, String... options) throws Exception {
        Files.writeString(directory.resolve("a.S"), text);
        String[] args = new String[options.length + 2];
        args[0] = "cost";
        args[1] = "a.S";
        System.arraycopy(options, 0, args, 2, options.length);
        return CommandLineSession.run(directory, args);
    }

    @Test
    void linesShowTheirSourceWithinATerminal() throws Exception {
        var run = cost(LOOP, "--working-set", "64M", "--core", "neoverse-n1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("bound by load", "tlb ", "1: ldr x0, [x0]", "cbnz x0, 1b");
        assertThat(run.out().lines().skip(1)).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f:\\n1: frobnicate x0\\nb 1b | a.S:2:4: error: unknown mnemonic",
                ".macro m\\nm\\n.endm\\nf:\\n1: m\\nb 1b | does it call itself without an end",
                "#include <none.h>\\nf:\\n1: nop\\nb 1b | cannot find header"
            })
    void whatIsNotUnderstoodIsSaidOnceBesideTheLoopsThatAre(String text, String message) throws Exception {
        var run = cost(text.strip().replace("\\n", "\n") + "\n");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).containsOnlyOnce(message);
        assertThat(run.out()).contains("loop of f");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--pages 3K | a power of two from 4K on",
                "--icache maybe | use on or off",
                "--mmu maybe | use on or off",
                "--working-set 1X | a size such as 64K",
                "--core cortex-a99 | unknown core",
                "--core cortex-a53 --board graviton2 | board \"graviton2\" has no cortex-a53"
            })
    void whatCannotBeIsAnError(String options, String message) throws Exception {
        var run = cost(LOOP, options.strip().split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }
}
