package relolens.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Program files stay short. The list of exceptions may only shrink: it is checked in both directions. */
class FileSizeTest {
    /** Lines that no program file may exceed. */
    private static final int CEILING = 600;
    /** Lines from which a file should be looked at. */
    private static final int SMELL = 400;
    /** By path, the length that a file may have for now. Lower it as the file shrinks; add no more. */
    private static final Map<String, Integer> EXCEPTIONS = Map.of();

    private static final Map<String, Integer> LENGTHS = lengths();

    @Test
    void noProgramFileIsLongerThanTheCeiling() {
        List<String> tooLong = new ArrayList<>();
        LENGTHS.forEach((path, lines) -> {
            if (lines > EXCEPTIONS.getOrDefault(path, CEILING)) {
                tooLong.add(path + " has " + lines + " lines: split it by design");
            }
        });
        assertThat(tooLong).isEmpty();
    }

    @Test
    void exceptionsAreAsTightAsTheFilesAllow() {
        List<String> slack = new ArrayList<>();
        EXCEPTIONS.forEach((path, allowed) -> {
            int lines = LENGTHS.getOrDefault(path, 0);
            if (lines < allowed) {
                slack.add(path + " has " + lines + " lines: "
                        + (lines > CEILING ? "lower its exception to that" : "remove its exception"));
            }
        });
        assertThat(slack).isEmpty();
    }

    @Test
    void longFilesAreReported() {
        LENGTHS.forEach((path, lines) -> {
            if (lines > SMELL) {
                System.out.println("long file: " + path + ", " + lines + " lines");
            }
        });
        assertThat(LENGTHS)
                .as("the walk finds the sources")
                .hasSizeGreaterThan(50)
                .containsKey("check");
    }

    private static Map<String, Integer> lengths() {
        Path root = Sources.root();
        Map<String, Integer> lengths = new TreeMap<>();
        for (Path file : Sources.files()) {
            if (Sources.isProgram(file)) {
                String path = root.relativize(file).toString().replace('\\', '/');
                lengths.put(path, (int) Sources.text(file).lines().count());
            }
        }
        return lengths;
    }
}
