package relolens.server.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report.InputProblem;
import relolens.analyzer.source.Severity;

/** Says what many files suffer from once: a header that no file of a tree finds, and the lines that lack what it defines. */
final class SharedCauses {
    private static final Pattern HEADER = Pattern.compile("header \"([^\"]*)\"");

    private SharedCauses() {}

    /** {@return {@code problems}, each missing header once, at its worst; each file's lines that need one as one note} */
    static List<InputProblem> once(List<InputProblem> problems) {
        Map<String, Integer> places = new HashMap<>();
        Map<String, InputProblem> worst = new LinkedHashMap<>();
        Map<String, Integer> needy = new HashMap<>();
        for (InputProblem p : problems) {
            String header = header(p);
            if (header != null) {
                places.merge(header, 1, Integer::sum);
                worst.merge(header, p, (a, b) -> b.severity().compareTo(a.severity()) < 0 ? b : a);
            } else if (p.code().equals("needs-missing-header")) {
                needy.merge(p.file(), 1, Integer::sum);
            }
        }
        // Warnings and notes about a header come with each unit that reads it.
        Set<InputProblem> seen = new HashSet<>();
        List<InputProblem> once = new ArrayList<>();
        for (InputProblem p : problems) {
            String header = header(p);
            if (header != null) {
                InputProblem said = worst.remove(header);
                if (said != null) {
                    once.add(counted(said, places.getOrDefault(header, 1), " places that include it"));
                }
            } else if (p.code().equals("needs-missing-header")) {
                Integer lines = needy.remove(p.file());
                if (lines != null) {
                    once.add(counted(p, lines, " lines like this"));
                }
            } else if (p.severity() == Severity.ERROR || seen.add(p)) {
                once.add(p);
            }
        }
        return once;
    }

    private static @Nullable String header(InputProblem p) {
        if (!p.code().equals("missing-include")) {
            return null;
        }
        Matcher m = HEADER.matcher(p.message());
        return m.find() ? m.group(1) : null;
    }

    private static InputProblem counted(InputProblem p, int count, String what) {
        String message = count == 1 ? p.message() : p.message() + " (one of " + count + what + ")";
        return new InputProblem(p.severity(), p.code(), p.file(), p.line(), p.column(), message);
    }

    /** {@return {@code problems} as notes: of a file that is not meant to be assembled as things are} */
    static List<InputProblem> asNotes(List<InputProblem> problems) {
        return problems.stream()
                .map(p -> new InputProblem(Severity.NOTE, p.code(), p.file(), p.line(), p.column(), p.message()))
                .toList();
    }
}
