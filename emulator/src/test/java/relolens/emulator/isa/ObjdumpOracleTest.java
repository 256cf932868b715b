package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every word prints as objdump 2.40 prints it, or the difference is in {@code objdump-differences.txt}. For one group of
 * rows, say those of {@code sve_integer.isa} or those whose id begins with {@code LDR}, or for one part of the encoding
 * space (base, fp, sve, sme), with differences sorted by row, all of them in {@code emulator/target/objdump.txt}:
 *
 * <pre>
 * mvn -q -B -o -Dfast -pl emulator test -Dtest=ObjdumpOracleTest -Drelolens.words=200000 -Drelolens.rows=sve_integer
 * mvn -q -B -o -Dfast -pl emulator test -Dtest=ObjdumpOracleTest -Drelolens.words=200000 -Drelolens.space=sve
 * </pre>
 */
@Tag("oracle")
class ObjdumpOracleTest {
    private static final int BATCH = 100_000;
    private static final int USUALLY = 4_000_000;
    private static final int SOAK = 10_000_000;

    private final WordStrata strata = new WordStrata(Long.getLong("relolens.seed", 7));
    private final AllowedDifferences allowed = new AllowedDifferences();
    private final Disagreements wrong = new Disagreements();

    @Test
    void everyWordPrintsWhatObjdumpPrints() {
        int words = Integer.getInteger("relolens.words", Boolean.getBoolean("relolens.soak") ? SOAK : USUALLY);
        for (int done = 0; done < words; done += BATCH) {
            compare(strata.next(Math.min(BATCH, words - done)));
        }
        List<String> differences = wrong.report("objdump");
        assertThat(differences).as(String.join("\n", differences)).isEmpty();
        if (!strata.narrowed() && words >= USUALLY) {
            assertThat(allowed.unused()).as("excuses nothing").isEmpty();
        }
    }

    /** Bits 31 to 10 of scalar FP and Advanced SIMD in every combination; what is left is register numbers. */
    @Test
    void allOfFpAndAdvancedSimdPrintsAsObjdumpPrintsIt() {
        compare(WordSamples.ofFpAndSimd(new Random(8)));
        List<String> differences = wrong.report("objdump-fp");
        assertThat(differences).as(String.join("\n", differences)).isEmpty();
    }

    private void compare(int[] words) {
        List<String> theirs = GnuTools.objdump(words);
        assertThat(theirs).hasSize(words.length);
        for (int i = 0; i < words.length; i++) {
            String ours = Disassembler.print(words[i], 4L * i);
            String other = withoutTargetPrefix(theirs.get(i));
            boolean undefined = ours.startsWith(".inst");
            boolean same = other.startsWith(".inst") ? undefined : ours.equals(other);
            Encoding e = Isa.a64().decode(words[i]);
            String row = e == null ? "-" : e.id();
            if (same || allowed.allows(row, other)) {
                continue;
            }
            String group = e == null ? "no row for " + other.split("\t")[0] : row;
            wrong.add(group, String.format("%08x ours: %s, objdump: %s", words[i], ours, other));
        }
    }

    /** Of a bare file objdump prints targets with 0x, of an object without. */
    private static String withoutTargetPrefix(String text) {
        int at = text.lastIndexOf("0x");
        boolean last = at > 0 && (text.charAt(at - 1) == '\t' || text.charAt(at - 1) == ' ');
        return last && isHex(text, at + 2) ? text.substring(0, at) + text.substring(at + 2) : text;
    }

    private static boolean isHex(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
