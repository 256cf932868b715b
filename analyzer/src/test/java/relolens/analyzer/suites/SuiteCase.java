package relolens.analyzer.suites;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.Sources;

/**
 * One text with a known answer.
 *
 * @param bad something must be said of it; if not, no error and no warning may be
 * @param verdict the known MMU verdict, or null where the findings are in question
 * @param wants rules by line; where the cause is, or the line and rule that rule out a side
 */
record SuiteCase(
        String suite,
        String name,
        String what,
        String text,
        boolean bad,
        @Nullable String verdict,
        Map<Integer, List<String>> wants) {
    private static final Pattern WANT = Pattern.compile("\t// want: ([A-Z0-9 ]+)");
    private static final Pattern BLAME = Pattern.compile("(on|off): ([A-Z][0-9]+)");

    @Override
    public String toString() {
        return name;
    }

    /**
     * Pairs: lines that begin with '-' stand before the fix only, those with '+' after it only, as in a patch.
     *
     * @return the text before (bad) and after (good), pair by pair
     */
    static List<SuiteCase> pairs(String file) throws IOException {
        List<SuiteCase> cases = new ArrayList<>();
        for (String[] part : parts(file)) {
            String[] head = part[0].split(": ", 2);
            for (boolean bad : new boolean[] {true, false}) {
                StringBuilder text = new StringBuilder();
                for (String line : part[1].split("\n")) {
                    if (!line.startsWith(bad ? "+" : "-")) {
                        text.append(line.startsWith("-") || line.startsWith("+") ? line.substring(1) : line)
                                .append('\n');
                    }
                }
                String name = head[0] + (bad ? ", before" : ", after");
                cases.add(new SuiteCase(file, name, head[1], text.toString(), bad, null, wanted(text.toString())));
            }
        }
        return cases;
    }

    /** {@return litmus tests: what the architecture allows is bad, what it forbids is good} */
    static List<SuiteCase> litmus(String file) throws IOException {
        List<SuiteCase> cases = new ArrayList<>();
        for (String[] part : parts(file)) {
            String[] head = part[0].split(": ", 3);
            cases.add(new SuiteCase(file, head[0], head[2], part[1], head[1].equals("allowed"), null, Map.of()));
        }
        return cases;
    }

    /** {@return routines with a known verdict} */
    static List<SuiteCase> verdicts(String file) throws IOException {
        List<SuiteCase> cases = new ArrayList<>();
        for (String[] part : parts(file)) {
            String[] head = part[0].split(": ", 3);
            Map<Integer, List<String>> wants = new TreeMap<>();
            String[] lines = part[1].split("\n");
            for (int i = 0; i < lines.length; i++) {
                int comment = lines[i].indexOf("\t// ");
                Matcher m = BLAME.matcher(comment < 0 ? "" : lines[i].substring(comment));
                while (m.find()) {
                    wants.computeIfAbsent(i + 1, k -> new ArrayList<>()).add(m.group(1) + " " + m.group(2));
                }
            }
            cases.add(new SuiteCase(file, head[0], head[2], part[1], !head[1].equals("agnostic"), head[1], wants));
        }
        return cases;
    }

    private static Map<Integer, List<String>> wanted(String text) {
        Map<Integer, List<String>> wants = new TreeMap<>();
        String[] lines = text.split("\n");
        for (int i = 0; i < lines.length; i++) {
            Matcher m = WANT.matcher(lines[i]);
            if (m.find()) {
                wants.put(i + 1, List.of(m.group(1).trim().split(" ")));
            }
        }
        return wants;
    }

    private static List<String[]> parts(String file) throws IOException {
        List<String[]> parts = new ArrayList<>();
        String all = Files.readString(Sources.repository()
                .resolve("analyzer/src/test/resources/relolens/analyzer/suites")
                .resolve(file + ".txt"));
        for (String part : all.split("(?m)^=== ")) {
            if (!part.isEmpty()) {
                int end = part.indexOf('\n');
                parts.add(new String[] {part.substring(0, end), part.substring(end + 1)});
            }
        }
        return parts;
    }
}
