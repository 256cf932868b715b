package relolens.analyzer.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import relolens.analyzer.Sources;

/**
 * A correct maintenance sequence. Instructions that must not be missing are marked with the citation that says so; of those
 * marked "in order" the exchange with the instruction above is wrong too.
 *
 * @param name file name without its ending
 * @param title what it does
 * @param lines the code, marks taken off
 * @param needed marks by line
 * @param fixed registers a boundary of the machine or firmware names
 */
record Sequence(String name, String title, List<String> lines, List<Needed> needed, Set<Integer> fixed) {
    private static final Pattern MARK = Pattern.compile("^(.*?)\\s*// needed(, in order)? \\[([A-Z]+)\\]: (.*)$");
    private static final Pattern REGISTER = Pattern.compile("x([0-9]+)");

    /** One mark: line index, whether order counts, key of the citation, reason. */
    record Needed(int line, boolean inOrder, String citation, String reason) {}

    /** The sequence with one instruction missing, or exchanged with the one above. */
    record Mutant(String what, List<String> lines) {}

    static List<Sequence> all() throws IOException {
        Path dir = Sources.repository().resolve("analyzer/src/test/resources/relolens/analyzer/mutation");
        try (Stream<Path> files = Files.list(dir)) {
            List<Sequence> all = new ArrayList<>();
            for (Path p : files.sorted().toList()) {
                all.add(read(p));
            }
            return all;
        }
    }

    private static Sequence read(Path file) throws IOException {
        List<String> text = Files.readAllLines(file);
        List<String> lines = new ArrayList<>();
        List<Needed> needed = new ArrayList<>();
        Set<Integer> fixed = new TreeSet<>();
        for (String line : text.subList(1, text.size())) {
            if (line.startsWith("// fixed: ")) {
                Matcher r = REGISTER.matcher(line);
                while (r.find()) {
                    fixed.add(Integer.parseInt(r.group(1)));
                }
                continue;
            }
            Matcher m = MARK.matcher(line);
            if (m.matches()) {
                needed.add(new Needed(lines.size(), m.group(2) != null, m.group(3), m.group(4)));
                lines.add(m.group(1));
            } else {
                lines.add(line);
            }
        }
        String name = file.getFileName().toString().replace(".S", "");
        return new Sequence(name, text.get(0).substring(3), lines, needed, fixed);
    }

    List<Mutant> mutants() {
        List<Mutant> mutants = new ArrayList<>();
        for (Needed n : needed) {
            List<String> without = new ArrayList<>(lines);
            String code = instruction(lines.get(n.line()));
            without.set(n.line(), label(lines.get(n.line())));
            mutants.add(new Mutant("no `" + code + "` (" + n.reason() + ")", without));
            if (n.inOrder()) {
                List<String> exchanged = new ArrayList<>(lines);
                String above = lines.get(n.line() - 1);
                exchanged.set(n.line() - 1, label(above) + "\t" + code);
                exchanged.set(n.line(), label(lines.get(n.line())) + "\t" + instruction(above));
                mutants.add(new Mutant("`" + code + "` before `" + instruction(above) + "`", exchanged));
            }
        }
        return mutants;
    }

    /** {@return the label a line begins with, colon included, or ""} */
    static String label(String line) {
        Matcher m = Pattern.compile("^[A-Za-z0-9_]+:").matcher(line);
        return m.find() ? m.group() : "";
    }

    /** {@return the instruction of a line, one blank between mnemonic and operands} */
    static String instruction(String line) {
        return line.substring(label(line).length()).strip().replace('\t', ' ');
    }
}
