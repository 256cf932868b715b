package relolens.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lines of every FP and Advanced SIMD row with one thing in them changed: GNU as and we accept and refuse alike. */
@Tag("oracle")
class ArrangementsOracleTest {
    private static final String[] ARRANGEMENTS = {
        "8b", "16b", "4h", "8h", "2s", "4s", "1d", "2d", "1q", "2h", "4b", "b", "h", "s", "d"
    };
    private static final String[] NUMBERS = {
        "0", "-1", "1", "2", "3", "4", "7", "8", "9", "15", "16", "17", "31", "32", "33", "63", "64", "65", "90", "180",
        "256"
    };
    private static final Pattern REFUSED = Pattern.compile("in\\.s:(\\d+): Error: ");
    /** GNU as ignores the arrangement at the end of a range, and with it at times the index behind the list. */
    private static final Pattern ARRANGEMENT = Pattern.compile("(?<!-v\\d{1,2})\\.(\\d*[bhsd])\\b");

    private static final Pattern RANGE = Pattern.compile("-v\\d+\\.");
    private static final Pattern BANK = Pattern.compile("(?<![.\\w])([bhsdqwx])(\\d+)\\b");
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");
    private static final Pattern IMMEDIATE = Pattern.compile("#((?:0x)?[0-9a-f]+)(?![.0-9a-f])");

    @Test
    void changedLinesAreAcceptedOrRefusedAlike() {
        List<String> lines = new ArrayList<>(lines());
        assertThat(lines).hasSizeGreaterThan(60_000);
        Set<Integer> refused = new TreeSet<>();
        for (String message : GnuTools.as(lines).messages()) {
            Matcher m = REFUSED.matcher(message);
            if (m.find()) {
                refused.add(Integer.parseInt(m.group(1)) - 1);
            }
        }
        List<String> rest = new ArrayList<>(lines);
        refused.forEach(i -> rest.set(i, ".inst 0"));
        List<Integer> words = GnuTools.as(rest).words();
        assertThat(words).hasSize(lines.size());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int space = line.indexOf(' ');
            Encoder.Result r = Encoder.encode(line.substring(0, space), line.substring(space + 1), new PlainReader());
            boolean accepted = r.problem() == null && r.fixups().isEmpty();
            if (accepted == refused.contains(i) || accepted && r.word() != words.get(i)) {
                wrong.add(String.format("%s: ours %08x %s, theirs %08x", line, r.word(), r.problem(), words.get(i)));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Set<String> lines() {
        Set<String> lines = new LinkedHashSet<>();
        Random random = new Random(12);
        for (Row row : Isa.a64().rows()) {
            boolean here = EncodingSpace.of(row.bits.value()) == EncodingSpace.FP;
            if (!here || row.inputOnly || row.encoding.syntax().contains("label")) {
                continue;
            }
            for (int i = 0; i < 3; i++) {
                int word = WordSamples.ofRow(row, random);
                if (Isa.a64().decode(word) != null) {
                    change(SourceText.of(word).line(), lines);
                }
            }
        }
        return lines;
    }

    private static void change(String line, Set<String> into) {
        into.add(line);
        if (!RANGE.matcher(line).find()) {
            replace(line, ARRANGEMENT, ARRANGEMENTS, into);
        }
        replace(line, BANK, new String[] {"b", "h", "s", "d", "q", "w", "x"}, into);
        replace(line, INDEX, NUMBERS, into);
        replace(line, IMMEDIATE, NUMBERS, into);
        int space = line.indexOf(' ');
        boolean upper = line.charAt(space - 1) == '2';
        into.add((upper ? line.substring(0, space - 1) : line.substring(0, space) + "2") + line.substring(space));
    }

    private static void replace(String line, Pattern what, String[] with, Set<String> into) {
        Matcher m = what.matcher(line);
        while (m.find()) {
            for (String text : with) {
                into.add(line.substring(0, m.start(1)) + text + line.substring(m.end(1)));
            }
        }
    }
}
