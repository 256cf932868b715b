package relolens.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.InputProblem;
import relolens.analyzer.source.Severity;
import relolens.server.files.FileText;

/**
 * Files of a tree that are no translation units: include fragments, linker scripts and wrappers around build products.
 * Their not assembling is one note each, unless the user named them.
 */
final class Fragments {
    private final Set<String> included;

    private Fragments(Set<String> included) {
        this.included = included;
    }

    /** {@return what the files found below directories say of each other} */
    static Fragments among(Inputs inputs) {
        Set<String> names = new HashSet<>();
        for (Map.Entry<Path, Boolean> input : inputs.files().entrySet()) {
            if (!input.getValue() && FileText.read(input.getKey()) instanceof FileText.Text t) {
                t.text().lines().forEach(line -> addIncluded(line.strip(), names));
            }
        }
        return new Fragments(names);
    }

    private static void addIncluded(String line, Set<String> names) {
        boolean directive = (line.startsWith("#") || line.startsWith(".")) && line.contains("include");
        int end = Math.max(line.lastIndexOf('"'), line.lastIndexOf('>'));
        if (directive && end > 0) {
            String upTo = line.substring(0, end);
            int from = Math.max(upTo.lastIndexOf('/'), Math.max(upTo.lastIndexOf('"'), upTo.lastIndexOf('<')));
            names.add(upTo.substring(from + 1));
        }
    }

    /** {@return why {@code file} is never assembled, or null if it may be} */
    static @Nullable String neverAssembled(Path file) {
        return file.toString().endsWith(".lds.S") ? "a linker script: not assembled" : null;
    }

    /** {@return the report of {@code file} as it is, or, if that is no unit, with one note instead of errors} */
    Report demoted(Path file, Report report, RootPaths root) {
        List<InputProblem> errors = report.problems().stream()
                .filter(p -> p.severity() == Severity.ERROR)
                .toList();
        if (errors.isEmpty()) {
            return report;
        }
        String why = included.contains(String.valueOf(file.getFileName()))
                ? "included by another file, so no unit of its own"
                : errors.stream().allMatch(Fragments::isUnbuilt) ? "needs something that a build makes" : null;
        if (why == null) {
            return report;
        }
        List<InputProblem> others = new ArrayList<>(report.problems());
        others.removeAll(errors);
        InputProblem first = errors.get(0);
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        others.add(new InputProblem(
                Severity.NOTE,
                "fragment",
                root.relative(file),
                1,
                1,
                why + "; assembled alone: " + first.file() + ":" + first.line() + ": " + first.message() + more));
        // What a fragment does by itself is no finding: the unit around it is analysed too.
        return new Report(List.of(), report.routines(), report.lines(), report.runs(), others);
    }

    private static boolean isUnbuilt(InputProblem p) {
        return p.code().equals("missing-include") || p.message().startsWith(".incbin: there is no file");
    }
}
