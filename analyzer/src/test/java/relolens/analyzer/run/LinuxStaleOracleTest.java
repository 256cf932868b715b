package relolens.analyzer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relolens.analyzer.KernelTrees;

/** The relocation routines of two kernels by their built-in profiles: clean, and not so without what they do. */
@Tag("oracle")
class LinuxStaleOracleTest {
    private static final String FILE = "arch/arm64/kernel/relocate_kernel.S";

    /** What is found in a kernel's routine with {@code from} replaced by {@code to}. */
    private static String found(String version, String run, String from, String to) {
        Path tree = KernelTrees.tree(version);
        Experiment e = Experiment.of(
                FILE,
                KernelTrees.options(),
                path -> {
                    Path p = tree.resolve(path);
                    if (!Files.isRegularFile(p)) {
                        return null;
                    }
                    String text = Experiment.read(p);
                    return path.equals(FILE) ? text.replaceAll(from, to) : text;
                },
                "arm64_relocate_new_kernel");
        return StaleRunTest.words(StaleRunTest.found(e, run));
    }

    @Test
    void linux510() {
        assertThat(found("5.10", "off", "^$", "")).isEmpty();
        assertThat(found("5.10", "off", "dc +ivac, x0", "nop")).isEqualTo("data CLEAN_BEFORE left");
        assertThat(found("5.10", "off", "dsb\\s+sy", "nop")).isEqualTo("data CLEAN_BEFORE_BARRIER");
        assertThat(found("5.10", "off", "\tic\tiallu", "\tnop")).isEqualTo("fetch CODE_INVALIDATE left");
        assertThat(found("5.10", "off", "\tisb\n", "\n")).isEqualTo("fetch CODE_SYNCHRONISE left");
    }

    @Test
    void linux61() {
        assertThat(found("6.1", "on", "^$", "")).isEmpty();
        assertThat(found("6.1", "on", "\tdcache_by_myline_op .*", ""))
                .isEqualTo("fetch CODE_CLEAN left, data CLEAN left");
        assertThat(found("6.1", "on", "(dcache_by_myline_op) civac, sy", "$1 cvau, ish"))
                .isEqualTo("data CLEAN_FURTHER left");
        assertThat(found("6.1", "on", "\tic\tiallu", "\tnop")).isEqualTo("fetch CODE_INVALIDATE left");
        assertThat(found("6.1", "on", "ic\tiallu\n\tdsb\tnsh", "ic\tiallu"))
                .isEqualTo("fetch CODE_INVALIDATE_BARRIER left");
    }
}
