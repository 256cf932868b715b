package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Our text in GNU as, and in our encoder. {@code -Drelolens.rows=} and {@code -Drelolens.space=} narrow it as they do
 * {@link ObjdumpOracleTest}; differences are sorted by row, all of them in {@code emulator/target/gas.txt}.
 */
@Tag("oracle")
class GasAgreementTest {
    private static final Pattern ERROR = Pattern.compile("in\\.s:(\\d+): Error: (.*)");

    /** Every row, aliases that are not preferred included, with each field at each boundary. */
    @Test
    void rowsWrittenOutAssembleToTheirWords() {
        List<SourceText> texts = new ArrayList<>();
        List<Integer> words = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        Random random = new Random(9);
        for (Row row : new WordStrata(9).rows()) {
            // GNU as leaves a page distance to the linker, and a pool entry is no bit of the word.
            if (!row.base.encoding.id().equals("ADRP") && !row.encoding.syntax().contains("=expr")) {
                for (int word : Boundaries.of(row, random)) {
                    words.add(word);
                    rows.add(row);
                    texts.add(SourceText.of(row, word));
                }
            }
        }
        Map<Integer, String> errors = new HashMap<>();
        List<Integer> theirs = assemble(texts.stream().map(SourceText::line).toList(), errors);
        Disagreements wrong = new Disagreements();
        for (int i = 0; i < texts.size(); i++) {
            // A spelling that is only read prints words that another row is preferred for: there both need only agree.
            boolean onlyRead = rows.get(i).inputOnly && !errors.containsKey(i);
            int word = onlyRead ? Canonical.of(theirs.get(i)) : words.get(i);
            String complaint = errors.getOrDefault(i, "");
            boolean agreed = errors.containsKey(i)
                    ? complaint.contains("does not support") && realtimeAgrees(texts.get(i), word)
                    : Canonical.of(theirs.get(i)) == word;
            Encoder.Result ours = texts.get(i).encode();
            if (!agreed || ours.problem() != null || Canonical.of(ours.word()) != word) {
                wrong.add(
                        rows.get(i).encoding.id(),
                        String.format(
                                "%08x %s: ours %08x %s, theirs %08x %s",
                                word, texts.get(i).line(), ours.word(), ours.problem(), theirs.get(i), complaint));
            }
        }
        List<String> differences = wrong.report("gas");
        assertThat(differences).as(String.join("\n", differences)).isEmpty();
    }

    private static boolean realtimeAgrees(SourceText text, int word) {
        return GnuTools.as(List.of(text.line()), GnuTools.REALTIME).words().equals(List.of(word));
    }

    /** Lines as people write them, each accepted by both with the same word or refused by both. */
    @Test
    void writtenLinesAreAcceptedOrRefusedAlike() throws IOException {
        List<String> lines = new ArrayList<>();
        try (var in = GasAgreementTest.class.getResourceAsStream("/relolens/isa/written-lines.s")) {
            assertThat(in).isNotNull();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("//")) {
                    lines.add(line.strip());
                }
            }
        }
        Map<Integer, String> errors = new HashMap<>();
        List<Integer> theirs = assemble(lines, errors);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int space = line.indexOf(' ');
            Encoder.Result r = Encoder.encode(
                    space < 0 ? line : line.substring(0, space),
                    space < 0 ? "" : line.substring(space + 1),
                    new PlainReader());
            boolean same =
                    errors.containsKey(i) ? r.problem() != null : r.problem() == null && r.word() == theirs.get(i);
            if (!same) {
                String other = errors.getOrDefault(i, String.format("%08x", theirs.get(i)));
                wrong.add(String.format("%s: ours %08x %s, theirs %s", line, r.word(), r.problem(), other));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Assembles all lines; those refused get the word 0 and an entry in {@code errors}. */
    private static List<Integer> assemble(List<String> lines, Map<Integer, String> errors) {
        for (String message : GnuTools.as(lines).messages()) {
            Matcher m = ERROR.matcher(message);
            if (m.find()) {
                errors.put(Integer.parseInt(m.group(1)) - 1, m.group(2));
            }
        }
        List<String> rest = new ArrayList<>(lines);
        for (int refused : errors.keySet()) {
            rest.set(refused, ".inst 0");
        }
        GnuTools.Assembled assembled = GnuTools.as(rest);
        assertThat(assembled.words())
                .as(String.join("\n", assembled.messages()))
                .hasSize(lines.size());
        return assembled.words();
    }
}
