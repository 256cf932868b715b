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

@Tag("oracle")
class GasAgreementTest {
    private static final Pattern ERROR = Pattern.compile("in\\.s:(\\d+): Error: (.*)");

    @Test
    void ourTextAssemblesToTheSameWord() {
        List<String> lines = new ArrayList<>();
        List<Integer> words = new ArrayList<>();
        for (int word : WordSamples.ofEveryRow(150, new Random(9))) {
            Encoding e = Isa.a64().decode(word);
            // GNU as leaves a page distance to the linker.
            if (e != null && !e.id().equals("ADRP")) {
                words.add(Canonical.of(word));
                lines.add(SourceText.of(word).line());
            }
        }
        Map<Integer, String> errors = new HashMap<>();
        List<Integer> theirs = assemble(lines, errors);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int other = theirs.get(i);
            if (errors.containsKey(i) || Canonical.of(other) != words.get(i)) {
                wrong.add(String.format(
                        "%08x %s: %08x %s", words.get(i), lines.get(i), other, errors.getOrDefault(i, "")));
            }
        }
        wrong.removeIf(w -> w.contains("does not support system register") && realtimeAgrees(w));
        assertThat(wrong).isEmpty();
    }

    private static boolean realtimeAgrees(String complaint) {
        String line = complaint.substring(9, complaint.indexOf(':'));
        List<Integer> words = GnuTools.as(List.of(line), GnuTools.REALTIME).words();
        return words.equals(List.of((int) Long.parseLong(complaint.substring(0, 8), 16)));
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
