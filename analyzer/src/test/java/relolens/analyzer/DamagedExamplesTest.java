package relolens.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;

/**
 * Damaged examples go all the way: read, analysed, judged, run. Whatever comes out, it is a report, in time, and no
 * internal error. With {@code -Drelolens.soak=true} it goes on for ten minutes, from a new seed each time.
 */
class DamagedExamplesTest {
    private static final boolean SOAK = Boolean.getBoolean("relolens.soak");
    private static final Duration SOAK_TIME = Duration.ofMinutes(10);
    private static final int QUICK_CASES = 60;
    /** A damaged routine may run for ever: the user's patience with one. */
    private static final Duration PATIENCE = Duration.ofMillis(400);
    /** Patience, and ample time for what cannot be interrupted on a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String[] WORDS = {
        "x0",
        "x9",
        "w3",
        "sp",
        "xzr",
        "#0",
        "#4095",
        "#-1",
        "0x1005",
        "sctlr_el1",
        "ttbr0_el1",
        "dc",
        "ic",
        "tlbi",
        "isb",
        "dsb",
        "eret",
        "br x9",
        "ret",
        "1b",
        "2f",
        ".rept 3",
        ".endr",
        ".macro m a",
        ".endm",
        "\\a",
        ".if 1",
        ".else",
        ".endif",
        "#ifdef X",
        "#endif",
        "/*",
        "*/",
        "//@ entry el=2 mmu=any",
        "//@ x0: data va",
        "\"",
        "(",
        "]",
        "!",
        ":lo12:f",
        ".org 4096"
    };

    @Test
    void endInAReport() throws IOException {
        List<String> examples = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".S")).sorted().toList()) {
                examples.add(Files.readString(file).replace("size=25MB", "size=64KB"));
            }
        }
        assertThat(examples).isNotEmpty();
        long seed = SOAK ? System.nanoTime() : 20261122;
        Random random = new Random(seed);
        long end = System.nanoTime() + SOAK_TIME.toNanos();
        for (int round = 0; SOAK ? System.nanoTime() < end : round < QUICK_CASES; round++) {
            String damaged = damage(examples.get(round % examples.size()), random);
            long start = System.nanoTime();
            Report report = analyze(damaged, start);
            assertThat(report.problems())
                    .as("seed %d, round %d:%n%s", seed, round, damaged)
                    .noneMatch(p -> p.code().equals("internal"));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("seed %d, round %d:%n%s", seed, round, damaged)
                    .isLessThan(LIMIT);
        }
    }

    private static Report analyze(String text, long start) {
        Progress patience = new Progress() {
            @Override
            public boolean cancelled() {
                return System.nanoTime() - start > PATIENCE.toNanos();
            }
        };
        var request = new AnalysisRequest(
                List.of(Sources.FILE),
                CppOptions.none(),
                path -> path.equals(Sources.FILE) ? text : null,
                "/work",
                null,
                null,
                null,
                AnalysisRequest.Runs.ALL);
        return Analysis.analyze(request, patience);
    }

    private static String damage(String program, Random random) {
        List<String> lines = new ArrayList<>(program.lines().toList());
        for (int edits = 1 + random.nextInt(5); edits > 0; edits--) {
            int at = random.nextInt(lines.size());
            String word = WORDS[random.nextInt(WORDS.length)];
            switch (random.nextInt(6)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
                case 3 -> lines.add(at, "\t" + word);
                case 4 -> lines.set(at, replaceOneWord(lines.get(at), word, random));
                default ->
                    lines.set(
                            at,
                            lines.get(at)
                                    .substring(0, random.nextInt(lines.get(at).length() + 1)));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String replaceOneWord(String line, String word, Random random) {
        String[] words = line.split("\\b", -1);
        words[random.nextInt(words.length)] = word;
        return String.join("", words);
    }
}
