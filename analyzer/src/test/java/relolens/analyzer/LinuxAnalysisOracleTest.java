package relolens.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.source.Severity;

/** Code that ships: no false alarm on Linux's boot and relocation code, and the verdicts its authors would give. */
@Tag("oracle")
class LinuxAnalysisOracleTest {
    private static Report analyze(String version, List<Path> files) {
        Path tree = KernelTrees.tree(version);
        List<String> include = Stream.of(
                        "arch/arm64/include",
                        "arch/arm64/include/generated",
                        "include",
                        "arch/arm64/include/uapi",
                        "arch/arm64/include/generated/uapi",
                        "include/uapi",
                        "include/generated/uapi")
                .map(d -> tree.resolve(d).toString())
                .toList();
        CppOptions options = new CppOptions(
                List.of(),
                include,
                List.of(),
                List.of(tree.resolve("include/linux/kconfig.h").toString()),
                List.of(),
                List.of("__KERNEL__", "__ASSEMBLY__", "KASAN_SHADOW_SCALE_SHIFT=3"));
        return Sources.analyze(options, tree, files);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.1", "5.10"})
    void shippedCodeHasNeitherErrorNorWarning(String version) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(KernelTrees.tree(version).resolve("arch/arm64"))) {
            files = walk.filter(p -> p.toString().endsWith(".S"))
                    .filter(p -> !p.toString().contains("lds") && !p.toString().contains("32"))
                    .sorted()
                    .toList();
        }
        assertTrue(files.size() > 60, () -> files.size() + " files");
        Report report = analyze(version, files);
        List<Finding> loud = report.findings().stream()
                .filter(f -> f.severity() != Severity.NOTE)
                .toList();
        assertEquals(List.of(), loud);
        assertTrue(report.routines().size() > 200, () -> report.routines().size() + " routines");
        assertEquals(
                List.of(),
                report.problems().stream()
                        .filter(p -> p.code().equals("internal"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "6.1, on-only, off, A01, break_before_make_ttbr_switch\tx18",
        "5.10, off-only, on, C09, ivac",
    })
    void relocationRoutinesNeedTheStateTheyWereWrittenFor(
            String version, String verdict, String side, String rule, String blamed) throws IOException {
        Path file = KernelTrees.tree(version).resolve("arch/arm64/kernel/relocate_kernel.S");
        Report report = analyze(version, List.of(file));
        assertEquals(List.of(), report.problems());
        Report.Routine routine = report.routines().get(0);
        assertEquals("arm64_relocate_new_kernel", routine.name());
        assertEquals(verdict, routine.mmu());
        assertEquals(1, routine.mmuReasons().size());
        Report.MmuReason reason = routine.mmuReasons().get(0);
        assertEquals(side, reason.side());
        assertEquals(rule, reason.rule());
        String line = Files.readAllLines(file).get(reason.line() - 1);
        assertTrue(line.contains(blamed), line);
    }

    @ParameterizedTest
    @CsvSource({"6.1, isb", "5.10, isb"})
    void theProfileTellsTheStateOfEveryLine(String version, String instruction) throws IOException {
        Path file = KernelTrees.tree(version).resolve("arch/arm64/kernel/relocate_kernel.S");
        Report report = analyze(version, List.of(file));
        List<String> text = Files.readAllLines(file);
        String mmu = version.equals("6.1") ? "on" : "off";
        for (Report.LineState l : report.lines()) {
            boolean afterTurningOff = version.equals("6.1") && l.line() > lineOf(text, "\tturn_off_mmu x12, x13");
            assertEquals(afterTurningOff ? "off" : mmu, l.mmu(), () -> text.get(l.line() - 1));
        }
        assertTrue(report.lines().stream().anyMatch(l -> text.get(l.line() - 1).contains(instruction)));
    }

    private static int lineOf(List<String> text, String line) {
        return text.indexOf(line) + 1;
    }
}
