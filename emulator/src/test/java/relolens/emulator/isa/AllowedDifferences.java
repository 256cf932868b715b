package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The argued list of words for which we do not print what objdump prints: {@code objdump-differences.txt}. */
final class AllowedDifferences {
    /**
     * @param row the row's id, {@code -} where we say undefined
     * @param theirs objdump's text
     */
    private record Difference(String row, Pattern theirs) {}

    private final List<Difference> all = new ArrayList<>();
    private final List<Difference> used = new ArrayList<>();

    AllowedDifferences() {
        try (InputStream in = AllowedDifferences.class.getResourceAsStream("/relolens/isa/objdump-differences.txt")) {
            assertThat(in).isNotNull();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    String[] columns = line.split(" \\| ");
                    all.add(new Difference(columns[0], Pattern.compile(columns[1])));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    boolean allows(String row, String theirs) {
        for (Difference d : all) {
            if (d.row().equals(row) && d.theirs().matcher(theirs).matches()) {
                used.add(d);
                return true;
            }
        }
        return false;
    }

    /** {@return entries that excused nothing: they can go} */
    List<?> unused() {
        List<Difference> rest = new ArrayList<>(all);
        rest.removeAll(used);
        return rest;
    }
}
