package relolens.analyzer.cpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relolens.analyzer.project.GccArguments;

/** Predefined macros are gcc's under each option that changes any, and under random sets of them. */
@Tag("oracle")
class OptionMacrosOracleTest {
    private static final int RANDOM_SETS = 60;

    @TempDir
    Path directory;

    @Test
    void eachOptionChangesWhatItChangesInGcc() throws IOException, InterruptedException {
        List<String> options = options();
        assertThat(options).hasSizeGreaterThan(130);
        List<List<String>> sets = new ArrayList<>();
        options.forEach(o -> sets.add(List.of(o)));
        compare(sets);
    }

    @Test
    void randomSetsOfOptionsDoWhatTheyDoInGcc() throws IOException, InterruptedException {
        Random random = new Random(3);
        List<String> options = options();
        List<List<String>> sets = new ArrayList<>(List.of(
                List.of("-mgeneral-regs-only", "-march=armv8.5-a", "-fno-PIE", "-O2"),
                List.of("-nostdinc", "-fno-pic", "-Os", "-mbranch-protection=standard", "-mstrict-align")));
        for (int i = 0; i < RANDOM_SETS; i++) {
            List<String> set = new ArrayList<>();
            for (int n = random.nextInt(5); n >= 0; n--) {
                set.add(options.get(random.nextInt(options.size())));
            }
            // gcc judges whether -march and -mcpu fit each other: at most one of both.
            long machines = set.stream()
                    .filter(o -> o.startsWith("-mcpu=") || o.startsWith("-march="))
                    .count();
            if (machines <= 1) {
                sets.add(set);
            }
        }
        compare(sets);
    }

    private void compare(List<List<String>> sets) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (List<String> set : List.of(
                List.of("-march=armv9-a+sve2-aes+sve2-sha3+sve2-sm4+crypto+rng+memtag+tme+ls64+f64mm+f32mm+i8mm+bf16"),
                List.of("-Os", "-pthread", "-mbig-endian", "-fopenmp"))) {
            names.addAll(macros(set));
        }
        for (String line : table()) {
            for (String word : line.split(" ")) {
                if (word.matches("-?__?[A-Z].*")) {
                    names.add(word.replaceFirst("^-", "").replaceFirst("=.*", ""));
                }
            }
        }
        StringBuilder probe = new StringBuilder();
        for (String name : names) {
            probe.append("#ifdef ")
                    .append(name)
                    .append("\n\"")
                    .append(name)
                    .append("\" ")
                    .append(name);
            probe.append("\n#endif\n");
        }
        String text = probe.toString();
        Files.writeString(directory.resolve("probe.S"), text);
        List<String> differing = new ArrayList<>();
        for (List<String> set : sets) {
            GccPreprocessor.Verdict gcc = GccPreprocessor.run(directory, set, "probe.S");
            assertThat(gcc.accepted()).as("%s: %s", set, gcc.messages()).isTrue();
            CppOptions options = GccArguments.parse(set, directory).options();
            PreprocessedUnit unit = Preprocessor.preprocess("probe.S", options, p -> p.equals("probe.S") ? text : null);
            List<String> theirs = new ArrayList<>(gcc.lines());
            List<String> ours = new ArrayList<>(GccPreprocessor.ours(unit));
            theirs.removeAll(GccPreprocessor.ours(unit));
            ours.removeAll(gcc.lines());
            if (!theirs.isEmpty() || !ours.isEmpty()) {
                differing.add(set + "\n  gcc: " + theirs + "\n  ours: " + ours);
            }
        }
        assertThat(differing).isEmpty();
    }

    private List<String> macros(List<String> options) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("empty.S"), "");
        List<String> command =
                new ArrayList<>(List.of("aarch64-linux-gnu-gcc", "-x", "assembler-with-cpp", "-dM", "-E"));
        command.addAll(options);
        command.add("empty.S");
        Process gcc = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String all = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(gcc.waitFor()).as(all).isZero();
        return all.lines().map(l -> l.split("[ (]")[1]).toList();
    }

    private static List<String> table() throws IOException {
        try (var in = OptionMacros.class.getResourceAsStream("/relolens/cpp/gcc-options.txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Every option the table knows, and each extension on two architectures. */
    private static List<String> options() throws IOException {
        List<String> options =
                new ArrayList<>(List.of("-mgeneral-regs-only", "-march=armv8-a+nofp", "-march=armv8.6-a+nosimd"));
        for (String line : table()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "#" -> {}
                case "arch" -> options.add("-march=" + words[1]);
                case "cpu" -> options.add("-mcpu=" + words[1]);
                case "ext" -> {
                    options.add("-march=armv8-a+" + words[1]);
                    options.add("-march=armv8.6-a+" + words[1]);
                    options.add("-march=armv9-a+" + words[1]);
                }
                // A front end that goes by -std or by a model of code needs other options beside these.
                case "-mcmodel=large", "-traditional-cpp" -> {}
                default -> {
                    if (!words[0].startsWith("-fsanitize")) {
                        options.add(words[0]);
                    }
                }
            }
        }
        return options;
    }
}
