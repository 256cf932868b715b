package relolens.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.InputProblem;
import relolens.analyzer.source.Severity;
import relolens.server.files.FileText;

/**
 * Files of a tree that are no translation units: include fragments, linker scripts and wrappers around build products.
 * Their not assembling is a note, unless the user named them.
 */
final class Fragments {
    private static final Set<String> UNBUILT = Set.of("missing-include", "missing-incbin");

    private Fragments() {}

    static Report demote(Report report, Inputs inputs, RootPaths root) {
        Set<String> found = new HashSet<>();
        inputs.files().forEach((file, named) -> {
            if (!named) {
                found.add(root.relative(file));
            }
        });
        if (found.isEmpty()) {
            return report;
        }
        Set<String> included = includedNames(inputs);
        List<InputProblem> problems = new ArrayList<>();
        for (InputProblem p : report.problems()) {
            boolean fragment = p.severity() == Severity.ERROR && (found.contains(p.file()) && isFragment(p, included));
            problems.add(fragment ? note(p) : p);
        }
        return new Report(report.findings(), report.routines(), report.lines(), report.runs(), problems);
    }

    private static InputProblem note(InputProblem p) {
        return new InputProblem(
                Severity.NOTE, p.code(), p.file(), p.line(), p.column(), "not a unit of its own: " + p.message());
    }

    private static boolean isFragment(InputProblem p, Set<String> included) {
        String name = p.file().substring(p.file().lastIndexOf('/') + 1);
        return p.file().endsWith(".lds.S") || included.contains(name) || UNBUILT.contains(p.code());
    }

    /** {@return last names of all assembly files that another input includes} */
    private static Set<String> includedNames(Inputs inputs) {
        Set<String> names = new HashSet<>();
        for (Map.Entry<Path, Boolean> input : inputs.files().entrySet()) {
            if (FileText.read(input.getKey()) instanceof FileText.Text t) {
                t.text().lines().filter(l -> l.contains("include")).forEach(l -> {
                    String line = l.strip();
                    boolean directive = line.startsWith("#") || line.startsWith(".include");
                    int end = Math.max(line.lastIndexOf('"'), line.lastIndexOf('>'));
                    if (directive && end > 0) {
                        String upTo = line.substring(0, end);
                        int from =
                                Math.max(upTo.lastIndexOf('/'), Math.max(upTo.lastIndexOf('"'), upTo.lastIndexOf('<')));
                        names.add(upTo.substring(from + 1));
                    }
                });
            }
        }
        return names;
    }
}
