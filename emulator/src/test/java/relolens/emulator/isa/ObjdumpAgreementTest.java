package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("oracle")
class ObjdumpAgreementTest {
    /** Extensions that have no row yet: their words are undefined to us (armv8.7 and later, SIMD single structures). */
    private static final Pattern NOT_IN_TABLE = Pattern.compile(
            "(bc\\.\\w+|cpy\\w+|set[egmp]\\w*|[su]m(ax|in)|ld64b|st64bv?0?|tcancel|tstart|ttest|(ld|st)[1-4]r?|sm(start|stop)|mrs\ts0_.*)");

    private record Difference(String row, Pattern theirs) {}

    private final List<Difference> differences = differences();

    @Test
    void everyRowPrintsWhatObjdumpPrints() {
        int[] words = WordSamples.ofEveryRow(300, new Random(7));
        assertThat(words).hasSizeGreaterThan(150_000);
        assertThat(disagreements(words)).isEmpty();
    }

    @Test
    void wordsOfNoRowAreUndefinedToObjdumpToo() {
        // op0 (bits 28 to 25) of the groups the table covers: immediates, branches and system, register, loads and
        // stores.
        int[] groups = {8, 9, 10, 11, 5, 13, 4, 6, 12, 14};
        Random random = new Random(3);
        int[] words = new int[60_000];
        for (int i = 0; i < words.length; i++) {
            int word = random.nextInt() & ~(15 << 25) | groups[i % groups.length] << 25;
            word |= random.nextInt(3) == 0 ? 31 << 16 : 0;
            words[i] = random.nextInt(3) == 0 ? word & ~(63 << 10) : word;
        }
        assertThat(disagreements(words)).isEmpty();
    }

    @Test
    void everyDifferenceAllowedIsStillOne() {
        int[] words = WordSamples.ofEveryRow(300, new Random(7));
        List<String> theirs = GnuTools.objdump(words);
        List<Difference> unused = new ArrayList<>(differences);
        for (int i = 0; i < words.length; i++) {
            Encoding e = Isa.a64().decode(words[i]);
            String row = e == null ? "-" : e.id();
            String other = theirs.get(i);
            unused.removeIf(
                    d -> d.row().equals(row) && d.theirs().matcher(other).matches());
        }
        assertThat(unused).isEmpty();
    }

    private List<String> disagreements(int[] words) {
        List<String> theirs = GnuTools.objdump(words);
        assertThat(theirs).hasSize(words.length);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            String ours = Disassembler.print(words[i], 4L * i);
            String other = theirs.get(i);
            boolean undefined = ours.startsWith(".inst");
            boolean same = other.startsWith(".inst")
                    ? undefined
                    : ours.equals(withoutTargetPrefix(other))
                            || undefined && NOT_IN_TABLE.matcher(head(other)).matches();
            if (!same && !allowed(words[i], other)) {
                wrong.add(String.format("%08x ours: %s, objdump: %s", words[i], ours, other));
            }
        }
        return wrong;
    }

    private boolean allowed(int word, String theirs) {
        Encoding e = Isa.a64().decode(word);
        String row = e == null ? "-" : e.id();
        return differences.stream()
                .anyMatch(d -> d.row().equals(row) && d.theirs().matcher(theirs).matches());
    }

    private static String head(String text) {
        return text.startsWith("mrs")
                ? text.replaceAll(" .*s0_", "s0_").replaceAll("\t.*,", "\t")
                : text.split("\t")[0];
    }

    /** Of a bare file objdump prints targets with 0x, of an object without. */
    private static String withoutTargetPrefix(String text) {
        return text.replaceAll("(\t|, )0x([0-9a-f]+)$", "$1$2");
    }

    private static List<Difference> differences() {
        List<Difference> all = new ArrayList<>();
        try (InputStream in = ObjdumpAgreementTest.class.getResourceAsStream("/relolens/isa/objdump-differences.txt")) {
            assertThat(in).isNotNull();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    String[] columns = line.split(" \\| ");
                    all.add(new Difference(columns[0], Pattern.compile(columns[1])));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return all;
    }
}
