package relolens.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "C03,ic",
        "ic-no-dsb,C03",
        "cortex-a53,Cortex-A53",
        "rk3399,rk3399",
        "SCTLR_EL1,isb",
        "ttbr0_el1,translation"
    })
    void rulesCoresBoardsAndRegistersAreExplained(String topic, String says) {
        var run = CommandLineSession.run(directory, "explain", topic);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains(says);
    }

    @Test
    void withoutATopicAllAreListed() {
        var run = CommandLineSession.run(directory, "explain");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("rules:", "  C03 ", "cores:", "  cortex-a72", "boards:", "profiles:");
    }
}
