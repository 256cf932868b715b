package relolens.analyzer.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import relolens.analyzer.elf.ElfListing;
import relolens.analyzer.elf.ElfWriter;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.Severity;
import relolens.emulator.isa.Disassembler;
import relolens.emulator.isa.Encoding;
import relolens.emulator.isa.Isa;

/**
 * Immediates whose value is known only at the end of the source: taken, refused and encoded as GNU as does, row by row,
 * with values that fit, values just outside and values not aligned.
 */
@Tag("oracle")
class LateConstantsOracleTest {
    private static final String ARCHITECTURE = "-march=armv9.3-a+crypto+sha3+sm4+memtag+rng+tme+profile+cssc+f32mm"
            + "+f64mm+sve2-aes+sve2-sm4+sve2-sha3+sve2-bitperm+sme+sme-f64+sme-i64";

    private static final Pattern NUMBER = Pattern.compile("#(-?(?:0x[0-9a-f]+|\\d+))(?![0-9.xe])");
    private static final Pattern REFUSED = Pattern.compile(":(\\d+): Error");
    /** GNU as makes another instruction, a contiguous load, of these when the offset is late. */
    private static final Pattern MISREAD = Pattern.compile("ldff1\\w+.*\\[z");
    /** Fewer than the problems one unit lists at most. */
    private static final int BATCH = 400;

    /** An instruction with a late operand. */
    private record Line(String row, String text, long value) {}

    @Test
    void lateValuesAreTakenOrRefusedAsGnuAsDoes() throws IOException, InterruptedException {
        List<Line> lines = lines(new Random(17));
        assertThat(lines).hasSizeGreaterThan(3000);
        Map<String, List<String>> wrong = new TreeMap<>();
        for (int from = 0; from < lines.size(); from += BATCH) {
            compare(lines.subList(from, Math.min(lines.size(), from + BATCH)), wrong);
        }
        StringBuilder report = new StringBuilder();
        wrong.forEach((row, examples) -> report.append(row)
                .append(' ')
                .append(examples.size())
                .append("\n    ")
                .append(String.join("\n    ", examples.subList(0, Math.min(2, examples.size()))))
                .append('\n'));
        assertThat(wrong).as(report.toString()).isEmpty();
    }

    private static List<Line> lines(Random random) {
        List<Line> lines = new ArrayList<>();
        for (Encoding row : Isa.a64().encodings()) {
            Set<String> seen = new TreeSet<>();
            for (int i = 0; i < 40; i++) {
                int word = random.nextInt() & ~row.mask() | row.value();
                String text = Disassembler.print(word, 0);
                Matcher m = NUMBER.matcher(text);
                if (text.startsWith(".inst") || MISREAD.matcher(text).find() || seen.size() > 1) {
                    continue;
                }
                while (m.find()) {
                    String name = row.id() + "@"
                            + text.substring(0, m.start())
                                    .chars()
                                    .filter(c -> c == ',')
                                    .count();
                    long value = number(m.group(1));
                    for (long v : new long[] {value, value + 1, value * 2, -value - 1, 0x12345}) {
                        String late = text.substring(0, m.start()) + "#LATE" + text.substring(m.end());
                        if (seen.size() < 2) {
                            lines.add(new Line(name, late.replace('\t', ' '), v));
                        }
                    }
                }
                seen.add(text);
            }
        }
        return lines;
    }

    private static long number(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative ? text.substring(1) : text;
        long v = digits.startsWith("0x") ? Long.parseUnsignedLong(digits.substring(2), 16) : Long.parseLong(digits);
        return negative ? -v : v;
    }

    private static String source(List<Line> lines, Set<Integer> without) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).text().replace("LATE", "late" + i);
            text.append('\t').append(without.contains(i) ? ".inst 0" : line).append('\n');
        }
        for (int i = 0; i < lines.size(); i++) {
            text.append("late")
                    .append(i)
                    .append(" = ")
                    .append(lines.get(i).value())
                    .append('\n');
        }
        return text.toString();
    }

    private static void compare(List<Line> lines, Map<String, List<String>> wrong)
            throws IOException, InterruptedException {
        if (isBeyondGnuAs(lines)) {
            if (lines.size() > 1) {
                compare(lines.subList(0, lines.size() / 2), wrong);
                compare(lines.subList(lines.size() / 2, lines.size()), wrong);
            }
            return;
        }
        Set<Integer> theirs = new TreeSet<>();
        // Errors of reading keep GNU as from looking at the late values at all.
        for (int round = 0; round < 2; round++) {
            Matcher m = REFUSED.matcher(assemble(source(lines, theirs)).messages());
            while (m.find()) {
                theirs.add(Integer.parseInt(m.group(1)) - 1);
            }
        }
        Set<Integer> ours = new TreeSet<>();
        AssembledUnit unit = PlainText.assemble(source(lines, Set.of()));
        for (Problem p : unit.problems()) {
            if (p.severity() == Severity.ERROR) {
                ours.add(p.origin().span().line() - 1);
            }
        }
        Set<Integer> neither = new TreeSet<>(theirs);
        neither.addAll(ours);
        GnuAssembler.Verdict verdict = assemble(source(lines, neither));
        assertThat(verdict.accepted()).as(verdict.messages()).isTrue();
        List<String> words = ElfListing.of(verdict.object());
        List<String> ourWords = ElfListing.of(ElfWriter.write(PlainText.assemble(source(lines, neither))));
        for (int i = 0; i < lines.size(); i++) {
            if (ours.contains(i) != theirs.contains(i)) {
                Line line = lines.get(i);
                wrong.computeIfAbsent(line.row(), k -> new ArrayList<>())
                        .add(line.text() + " = " + line.value() + (ours.contains(i) ? ": we refuse" : ": gas refuses"));
            }
        }
        if (!words.equals(ourWords)) {
            wrong.computeIfAbsent("bytes", k -> new ArrayList<>())
                    .add("lines " + lines.get(0).text() + " to "
                            + lines.get(lines.size() - 1).text());
        }
    }

    /** {@return whether GNU as dies of one of the lines: it has operands for which it forgot the late case} */
    private static boolean isBeyondGnuAs(List<Line> lines) throws IOException, InterruptedException {
        Set<Integer> refused = new TreeSet<>();
        GnuAssembler.Verdict verdict = assemble(source(lines, refused));
        Matcher m = REFUSED.matcher(verdict.messages());
        while (m.find()) {
            refused.add(Integer.parseInt(m.group(1)) - 1);
        }
        return assemble(source(lines, refused)).messages().contains("Internal error");
    }

    private static GnuAssembler.Verdict assemble(String source) throws IOException, InterruptedException {
        Path in = Files.createTempFile("late", ".s");
        try {
            Files.writeString(in, source, StandardCharsets.UTF_8);
            return GnuAssembler.run(Path.of("."), List.of("aarch64-linux-gnu-as", ARCHITECTURE, in.toString()));
        } finally {
            Files.delete(in);
        }
    }
}
