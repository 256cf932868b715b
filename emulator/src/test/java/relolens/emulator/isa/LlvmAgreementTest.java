package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** LLVM as a second voice on bytes. It refuses some spellings of GNU as; those are GasAgreementTest's business. */
@Tag("oracle")
class LlvmAgreementTest {
    private static final Pattern ERROR = Pattern.compile("in\\.s:(\\d+):\\d+: error: ");

    @Test
    void llvmMakesTheSameBytesOfOurText() {
        List<String> lines = new ArrayList<>();
        List<Integer> words = new ArrayList<>();
        Random random = new Random(11);
        for (Row row : new WordStrata(11).rows()) {
            for (int word : Boundaries.of(row, random)) {
                // Of ADRP both assemblers take a number as they please.
                // LLVM refuses what may not follow MOVPRFX.
                String id = row.base.encoding.id();
                if (!id.equals("ADRP") && !id.startsWith("MOVPRFX")) {
                    words.add(word);
                    lines.add(SourceText.of(word).line());
                }
            }
        }
        List<String> rest = new ArrayList<>(lines);
        TreeSet<Integer> refused = new TreeSet<>();
        for (String message : GnuTools.llvm(lines).messages()) {
            Matcher m = ERROR.matcher(message);
            if (m.find()) {
                refused.add(Integer.parseInt(m.group(1)) - 1);
            }
        }
        for (int line : refused) {
            rest.set(line, ".inst 0");
        }
        GnuTools.Assembled theirs = GnuTools.llvm(rest);
        assertThat(theirs.words()).as(String.join("\n", theirs.messages())).hasSize(lines.size());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!refused.contains(i) && Canonical.of(theirs.words().get(i)) != words.get(i)) {
                wrong.add(String.format(
                        "%s: ours %08x, llvm %08x",
                        lines.get(i), words.get(i), theirs.words().get(i)));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(refused.size()).as("lines LLVM knows").isLessThan(lines.size() / 10);
    }
}
