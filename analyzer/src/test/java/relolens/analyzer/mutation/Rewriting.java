package relolens.analyzer.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways to write the same code. */
enum Rewriting {
    /** As it stands. */
    PLAIN {
        @Override
        String apply(List<String> lines, Set<Integer> fixed) {
            return String.join("\n", lines) + "\n";
        }
    },
    /** Every register another, contract clauses included; arguments stay arguments. */
    RENAMED {
        @Override
        String apply(List<String> lines, Set<Integer> fixed) {
            Pattern register = Pattern.compile("\\b([xw])([0-9]|1[0-5])\\b");
            StringBuilder text = new StringBuilder();
            for (String line : lines) {
                text.append(register.matcher(line).replaceAll(m -> other(m, fixed)))
                        .append('\n');
            }
            return text.toString();
        }

        private String other(MatchResult m, Set<Integer> fixed) {
            int n = Integer.parseInt(m.group(2));
            return m.group(1) + (fixed.isEmpty() ? (n & 8) + (n * 5 + 3) % 8 : n);
        }
    },
    /** Instructions in between that have nothing to do with it. */
    PADDED {
        @Override
        String apply(List<String> lines, Set<Integer> fixed) {
            StringBuilder text = new StringBuilder();
            int n = 0;
            for (String line : lines) {
                boolean code =
                        !line.startsWith("//") && !Sequence.instruction(line).isEmpty();
                String label = Sequence.label(line);
                if (code && !Sequence.instruction(line).startsWith(".")) {
                    text.append(label).append(PADDING[n++ % PADDING.length]).append('\n');
                    text.append('\t').append(Sequence.instruction(line)).append('\n');
                } else {
                    text.append(line).append('\n');
                }
            }
            return text.toString();
        }
    },
    /** First part in a macro, second part in a routine of its own. */
    SPLIT {
        @Override
        String apply(List<String> lines, Set<Integer> fixed) {
            int label = 0;
            while (lines.get(label).startsWith("//")) {
                label++;
            }
            int end = lines.size();
            for (int i = label + 1; i < lines.size(); i++) {
                if (ENDS.matcher(Sequence.instruction(lines.get(i))).matches()) {
                    end = i;
                    break;
                }
            }
            int middle = cut(lines, label + 1, end);
            StringBuilder text = new StringBuilder("\t.macro\tfirst_part\n");
            lines.subList(label + 1, middle).forEach(l -> text.append(l).append('\n'));
            text.append("\t.endm\n");
            lines.subList(0, label + 1).forEach(l -> text.append(l).append('\n'));
            text.append("\tfirst_part\n\tmov\tx17, x30\n\tbl\tsecond_part\n\tmov\tx30, x17\n");
            lines.subList(end, lines.size()).forEach(l -> text.append(l).append('\n'));
            text.append("second_part:\n");
            lines.subList(middle, end).forEach(l -> text.append(l).append('\n'));
            return text.append("\tret\n").toString();
        }
    };

    private static final String[] PADDING = {
        "\tnop", "\tmov\tx20, #7", "\teor\tx21, x20, x20", "\tadd\tx20, x20, #1", "\tlsl\tx21, x21, #3"
    };

    /** What control does not come back from. */
    private static final Pattern ENDS = Pattern.compile("(ret|br |eret|wfi|b \\.).*");

    private static final Pattern LOCAL_BRANCH = Pattern.compile("\\b([0-9])([bf])$");

    abstract String apply(List<String> lines, Set<Integer> fixed);

    /** The line nearest to the middle that no branch to a numeric label crosses. */
    private static int cut(List<String> lines, int from, int to) {
        List<Integer> possible = new ArrayList<>();
        for (int at = from + 1; at < to; at++) {
            if (!crossed(lines, from, at, to)) {
                possible.add(at);
            }
        }
        int middle = (from + to) / 2;
        return possible.stream()
                .min((a, b) -> Integer.compare(Math.abs(a - middle), Math.abs(b - middle)))
                .orElse(to);
    }

    private static boolean crossed(List<String> lines, int from, int at, int to) {
        for (int i = from; i < to; i++) {
            Matcher m = LOCAL_BRANCH.matcher(Sequence.instruction(lines.get(i)));
            if (!m.find()) {
                continue;
            }
            int step = m.group(2).equals("b") ? -1 : 1;
            int target = step < 0 ? i : i + 1;
            while (target >= from
                    && target < to
                    && !Sequence.label(lines.get(target)).equals(m.group(1) + ":")) {
                target += step;
            }
            if (Math.min(i, target) < at && Math.max(i, target) >= at) {
                return true;
            }
        }
        return false;
    }
}
