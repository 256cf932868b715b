package relolens.analyzer.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import relolens.analyzer.Sources;

/** What an instruction means is read off the instruction table: no room behind the assembler takes words to pieces. */
class DecodingTest {
    private static final Path ROOMS = Sources.repository().resolve("analyzer/src/main/java/relolens/analyzer");
    private static final Pattern PIECES = Pattern.compile("\\bword(\\(\\))? *(>>>?|<<|&) *|\\(word(\\(\\))? *& ");

    @Test
    void noRoomTakesInstructionWordsToPieces() throws IOException {
        List<String> found = new ArrayList<>();
        int files = 0;
        for (String room : List.of("program", "dataflow", "rules", "verdict", "twin", "cost")) {
            try (Stream<Path> walk = Files.walk(ROOMS.resolve(room))) {
                for (Path file :
                        walk.filter(p -> p.toString().endsWith(".java")).toList()) {
                    files++;
                    for (String line : Files.readAllLines(file)) {
                        if (PIECES.matcher(line).find() && !line.contains("&&")) {
                            found.add(file.getFileName() + ": " + line.strip());
                        }
                    }
                }
            }
        }
        assertTrue(files > 120, () -> "rooms moved?");
        assertEquals(List.of(), found);
        assertTrue(PIECES.matcher("int rd = at.word() & 31;").find());
        assertTrue(PIECES.matcher("boolean adr = (word & 0x1f000000) == 0x10000000;")
                .find());
    }
}
