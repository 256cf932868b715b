package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The manual page is what the commands say now, and good troff; so is the completion script good bash. */
class ManualPageTest {
    private static final Path PAGE = Path.of("..", "docs", "man", "relolens.1");
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static String output(String... args) {
        var run = CommandLineSession.run(ROOT, args);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void thePageInDocsIsFresh() throws Exception {
        String page = output("man");
        if (Boolean.getBoolean("relolens.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("write it with -Drelolens.write=true").exists();
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void everyCommandThatHelpShowsIsOnIt() {
        String page = output("man");
        output("--help")
                .lines()
                .dropWhile(l -> !l.startsWith("Commands:"))
                .skip(1)
                .takeWhile(l -> !l.isBlank())
                .filter(l -> l.matches("  [a-z].*"))
                .map(l -> l.strip().split("[ ,]")[0])
                .filter(c -> !c.equals("help"))
                .forEach(c -> assertThat(page).contains(".SS \"" + c.replace("-", "\\-") + "\""));
    }

    private static String fed(String input, String... command) throws Exception {
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = p.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return p.waitFor() == 0 ? said : "exit code " + p.exitValue() + ": " + said;
    }

    @Test
    @Tag("oracle")
    void mandocFindsNothingWrongWithIt() throws Exception {
        // The page bears no date, so that it is the same at any time; lint wants one.
        assertThat(fed(
                        output("man").replace("RELOLENS 1 \"\"", "RELOLENS 1 2026-01-01"),
                        "mandoc",
                        "-T",
                        "lint",
                        "-W",
                        "warning"))
                .isEmpty();
        assertThat(fed(output("man"), "mandoc", "-T", "ascii")).contains("--fail-on");
    }

    @Test
    @Tag("oracle")
    void bashCompletesCommandsOptionsAndCores() throws Exception {
        String script = output("completion", "bash");
        String ask = script + """

                completed() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
                  COMPREPLY=(); _complete_relolens 2> /dev/null; echo "${COMPREPLY[@]}"; }
                completed relolens ana
                completed relolens analyze --fail
                completed relolens analyze --core cortex-a7
                """;
        assertThat(fed(ask, "bash").lines()).containsExactly("analyze", "--fail-on", "cortex-a72 cortex-a76");
    }
}
