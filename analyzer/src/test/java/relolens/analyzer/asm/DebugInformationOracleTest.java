package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relolens.analyzer.KernelTrees;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.cpp.HeaderCache;
import relolens.analyzer.cpp.Preprocessor;
import relolens.analyzer.elf.ElfListing;
import relolens.analyzer.elf.ElfWriter;

/** With {@code -g}, objects are those of {@code gcc -g}, debug sections included; GNU tools find source lines by them. */
@Tag("oracle")
class DebugInformationOracleTest {
    private static String load(Path tree, String path) {
        Path at = tree.resolve(path);
        try {
            return Files.isRegularFile(at) ? Files.readString(at, StandardCharsets.ISO_8859_1) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String file) {
        List<String> command = new ArrayList<>(List.of("aarch64-linux-gnu-gcc", "-g", "-nostdinc"));
        KernelTrees.INCLUDE_DIRS.forEach(d -> command.add("-I" + d));
        command.addAll(List.of("-include", KernelTrees.KCONFIG));
        KernelTrees.DEFINES.forEach(d -> command.add("-D" + d));
        command.addAll(List.of("-mlittle-endian", "-mabi=lp64", "-fno-PIE", "-Wa,-march=armv8.5-a", "-c", file));
        return command;
    }

    private static AssembledUnit ours(Path tree, String file, HeaderCache cache) {
        CppOptions plain = KernelTrees.options();
        List<String> machine = new ArrayList<>(plain.machine());
        machine.add("-g");
        CppOptions options = plain.on(machine);
        return Assembler.assemble(
                Preprocessor.preprocess(file, options, cache), path -> load(tree, path), options, tree.toString());
    }

    @Test
    void kernelObjectsHaveTheSameDebugSections() throws Exception {
        Path tree = KernelTrees.tree("6.1").toRealPath();
        List<String> files;
        try (Stream<Path> walk = Files.walk(tree.resolve("arch/arm64"))) {
            files = walk.filter(p -> p.toString().endsWith(".S"))
                    .map(p -> tree.relativize(p).toString())
                    .sorted()
                    .toList();
        }
        HeaderCache cache = new HeaderCache(path -> load(tree, path));
        int judged = 0;
        List<String> different = new ArrayList<>();
        for (String file : files) {
            GnuAssembler.Verdict judge = GnuAssembler.run(tree, command(file));
            if (!judge.accepted()) {
                continue;
            }
            judged++;
            List<String> theirs = ElfListing.of(judge.object());
            List<String> ours = ElfListing.of(ElfWriter.write(ours(tree, file, cache)));
            if (!ours.equals(theirs)) {
                List<String> extra = new ArrayList<>(ours);
                theirs.forEach(extra::remove);
                List<String> missing = new ArrayList<>(theirs);
                ours.forEach(missing::remove);
                different.add(file + "\n  ours   " + extra + "\n  theirs " + missing);
            }
        }
        assertThat(judged).isGreaterThan(50);
        assertThat(different).isEmpty();
    }

    @Test
    void everyInstructionIsFoundInItsLineByAddr2line() throws Exception {
        Path tree = KernelTrees.tree("6.1").toRealPath();
        String file = "arch/arm64/kernel/relocate_kernel.S";
        AssembledUnit unit = ours(tree, file, new HeaderCache(path -> load(tree, path)));
        AssembledUnit.Section code = unit.sections().stream()
                .filter(s -> s.name().equals(".kexec_relocate.text"))
                .findFirst()
                .orElseThrow();
        Path object = Files.createTempFile("debug", ".o");
        Files.write(object, ElfWriter.write(unit));
        List<String> command =
                new ArrayList<>(List.of("aarch64-linux-gnu-addr2line", "-j", code.name(), "-e", object.toString()));
        List<String> expected = new ArrayList<>();
        for (AssembledUnit.Placed p : code.instructions()) {
            command.add(Long.toHexString(p.offset()));
            expected.add(tree.resolve(file) + ":" + p.origin().span().line());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Files.delete(object);
        assertThat(said.lines().toList()).isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(60);
    }
}
