package relolens.analyzer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.asm.Assembler;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.source.SourceLoader;
import relolens.emulator.timing.TimingLibrary;

@Tag("oracle")
class HardwareBenchmarkTest {
    private static final Map<String, String> ROUTINES =
            Map.of("copy_pairs", """
            1: ldp x2, x3, [x1]
            ldp x4, x5, [x1, #16]
            stnp x2, x3, [x0]
            ldp x6, x7, [x1, #32]
            stnp x4, x5, [x0, #16]
            stnp x6, x7, [x0, #32]
            ldp x6, x7, [x1, #48]
            stnp x6, x7, [x0, #48]
            add x0, x0, #64
            add x1, x1, #64
            cmp x0, x9
            b.lo 1b
            2: dc civac, x10
            add x10, x10, x11
            cmp x10, x9
            b.lo 2b
            ret
            """, "copy_vectors", """
            1: ldp q0, q1, [x1], #32
            ldr q2, [x1], #16
            ldr x4, [x1], #8
            ldr w5, [x1]
            ldr w6, [x1, #4]!
            add x1, x1, #4
            stp q0, q1, [x0], #64
            stur q2, [x0, #-32]
            stur x4, [x0, #-16]
            stp w5, w6, [x0, #-8]
            subs x2, x2, #64
            b.ne 1b
            ret
            """, "fill", """
            1: stp xzr, xzr, [x0], #16
            subs x2, x2, #16
            b.ne 1b
            ret
            """, "zero", """
            1: dc zva, x0
            add x0, x0, #64
            subs x2, x2, #64
            b.ne 1b
            ret
            """);

    private static AssembledUnit unit(String name, String body) {
        String source = ".globl " + name + "\n" + name + ":\n" + body;
        SourceLoader loader = path -> path.equals("r.S") ? source : null;
        return Assembler.assemble(Preprocessor.preprocess("r.S", CppOptions.none(), loader), loader, List.of());
    }

    private static String run(Path directory, int expected, String... command)
            throws IOException, InterruptedException {
        Process p = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        p.getOutputStream().close();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor()).as(out).isEqualTo(expected);
        return out;
    }

    @ParameterizedTest
    @CsvSource({
        "copy_pairs, cortex-a53, rk3399, READ_ALLOC",
        "copy_vectors, cortex-a72, rk3399, BUS_ACCESS_WR",
        "fill, cortex-a55, rk3588, L1D_WS_MODE",
        "zero, neoverse-n1, graviton2, BUS_ACCESS_RD"
    })
    void programIsBuiltWithoutWarningsAndRuns(
            String routine, String core, String board, String event, @TempDir Path dir)
            throws IOException, InterruptedException {
        for (var file : HardwareBenchmark.of(
                        unit(routine, ROUTINES.get(routine)), routine, core, board, TimingLibrary.BUILT_IN)
                .entrySet()) {
            Files.writeString(dir.resolve(file.getKey()), file.getValue());
        }
        run(dir, 0, "make", "CROSS_COMPILE=aarch64-linux-gnu-");
        String out = run(dir, 0, "qemu-aarch64", "./bench", "4");
        assertThat(out).contains("4K pages scattered", "broken inside each line", event, "predicted for " + core);
        assertThat(out).containsPattern("predicted +scattered over in a row x[0-9.]+, without translation x[0-9.]+");
        // A machine without a PMU for it runs all the same, and says so.
        assertThat(out).containsPattern("no PMU|CPU_CYCLES +[0-9]");
        run(dir, 2, "qemu-aarch64", "./bench", "3");
    }

    @Test
    void patternIsTheRoutinesOwn() {
        Map<String, String> files = HardwareBenchmark.of(
                unit("copy_pairs", ROUTINES.get("copy_pairs")),
                "copy_pairs",
                "cortex-a53",
                "rk3399",
                TimingLibrary.BUILT_IN);
        String pattern = files.get("pattern.S");
        assertThat(pattern).contains("stnp\tx6, x7, [x0, #16]", "ldp\tx8, x9, [x1, #48]", "dc\tcivac, x0");
        assertThat(files.get("prediction.h")).contains("#define PREDICTED_OFF", "#define COPIES 1", "L1RADIS=00");
    }

    @Test
    void loopThatCannotBeMadeAgainIsRefusedWithItsLine() {
        assertThatThrownBy(() -> HardwareBenchmark.of(
                        unit("f", "1: str x2, [x0]\nadd x0, x0, x3\nsubs x2, x2, #1\nb.ne 1b\nret\n"),
                        "f",
                        "cortex-a53",
                        "rk3399",
                        TimingLibrary.BUILT_IN))
                .hasMessage("no benchmark of f: line 4 moves a pointer by something other than a constant");
        assertThatThrownBy(() ->
                        HardwareBenchmark.of(unit("f", "ret\n"), "f", "cortex-a53", "rk3399", TimingLibrary.BUILT_IN))
                .hasMessage("no benchmark of f: no loop of it stores");
    }
}
