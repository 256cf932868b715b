package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import relolens.analyzer.elf.ElfWriter;

/** Whatever stands in a file, assembling it ends and throws nothing. */
class NoThrowTest {
    private static List<String> programs() throws Exception {
        Path corpus = Path.of(Objects.requireNonNull(NoThrowTest.class.getResource("/relolens/asm/corpus"))
                .toURI());
        try (Stream<Path> files = Files.list(corpus)) {
            return files.sorted()
                    .map(p -> {
                        try {
                            return Files.readString(p);
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    private static void assemble(String source) {
        assertThatCode(() -> ElfWriter.write(PlainText.assemble(source)))
                .as("%s", source)
                .doesNotThrowAnyException();
    }

    @Test
    void prefixesOfPrograms() throws Exception {
        for (String program : programs()) {
            for (int end = 0; end < program.length(); end += 23) {
                assemble(program.substring(0, end));
            }
        }
    }

    @Test
    void mutatedPrograms() throws Exception {
        Random random = new Random(20261122);
        String letters = "\\().,:;\"'<>=+-*/&|^~!%#@[]{} \t\n019axf\u00e9\u0000";
        for (String program : programs()) {
            for (int round = 0; round < 40; round++) {
                StringBuilder text = new StringBuilder(program);
                for (int edits = 1 + random.nextInt(6); edits > 0; edits--) {
                    int at = random.nextInt(text.length());
                    switch (random.nextInt(3)) {
                        case 0 -> text.deleteCharAt(at);
                        case 1 -> text.insert(at, letters.charAt(random.nextInt(letters.length())));
                        default -> text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
                    }
                }
                assemble(text.toString());
            }
        }
    }

    @Test
    void shuffledLines() throws Exception {
        Random random = new Random(7);
        List<String> lines = programs().stream().flatMap(String::lines).toList();
        for (int round = 0; round < 150; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                text.append(lines.get(random.nextInt(lines.size()))).append('\n');
            }
            assemble(text.toString());
        }
    }
}
