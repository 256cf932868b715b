package relolens.server.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.InputProblem;
import relolens.analyzer.source.Severity;
import relolens.server.files.FileText;
import relolens.server.terminal.RootPaths;

/**
 * Files of a tree that are no translation units: include fragments, linker scripts and wrappers around build products.
 * Their not assembling is one note each, unless the user named them.
 */
final class Fragments {
    /** Directories that hold other architectures' assembly in kernels and firmware. */
    private static final Pattern OTHER_ARCHITECTURE =
            Pattern.compile("(?i)aarch32|sp_min|arm32|arm(7|9|11)[0-9a-z]+|armv[4-7][a-z]*"
                    + "|ia32|x64|x86(_64)?|i386|ia64|amd64|riscv(32|64)?|powerpc|ppc(64)?|mips(32|64)?|m68k|sparc(64)?|s390x?"
                    + "|xtensa|nios2|microblaze|loongarch(64)?|hexagon|openrisc|parisc|csky|alpha");

    /** Errors that begin to look like a foreign language. */
    private static final int MANY = 10;

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
        String name = file.toString();
        if (name.endsWith(".lds.S") || name.endsWith(".ld.S")) {
            return "a linker script: not assembled";
        }
        Path parent = file.getParent();
        for (Path part : parent == null ? List.<Path>of() : parent) {
            if (OTHER_ARCHITECTURE.matcher(part.toString()).matches()) {
                return "lies in " + part + ", so it is for another architecture: not assembled";
            }
        }
        return null;
    }

    /** {@return the report of {@code file} as it is, or, if that is no unit, with one note instead of errors} */
    Report demoted(Path file, Report report, RootPaths root) {
        List<InputProblem> errors = report.problems().stream()
                .filter(p -> p.severity() == Severity.ERROR)
                .toList();
        if (errors.isEmpty()) {
            return report;
        }
        boolean fragment = included.contains(String.valueOf(file.getFileName()));
        boolean unbuilt = errors.stream().allMatch(Fragments::isUnbuilt);
        if (!fragment && !unbuilt) {
            return foreign(file, errors)
                    ? new Report(List.of(), List.of(), List.of(), List.of(), List.of(foreignNote(file, errors, root)))
                    : report;
        }
        List<InputProblem> others = new ArrayList<>(report.problems());
        others.removeAll(errors);
        others.removeIf(p -> p.code().equals("needs-missing-header"));
        if (!fragment) {
            // Without all of its text nothing about the unit is certain.
            others.addAll(SharedCauses.asNotes(errors));
            return new Report(List.of(), report.routines(), report.lines(), report.runs(), others);
        }
        InputProblem first = errors.get(0);
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        others.add(new InputProblem(
                Severity.NOTE,
                "fragment",
                root.relative(file),
                1,
                1,
                "included by another file, so no unit of its own; assembled alone: " + first.file() + ":" + first.line()
                        + ": " + first.message() + more));
        // What a fragment does by itself is no finding: the unit around it is analysed too.
        return new Report(List.of(), report.routines(), report.lines(), report.runs(), others);
    }

    /** {@return whether so little of the file reads as A64 that it must be something else} */
    private static boolean foreign(Path file, List<InputProblem> errors) {
        long unread = errors.stream()
                .filter(p -> p.code().equals("unknown-mnemonic")
                        || p.code().equals("bad-operand")
                        || p.code().equals("unknown-directive")
                        || p.code().equals("missing-include"))
                .map(InputProblem::line)
                .distinct()
                .count();
        if (unread < MANY || !(FileText.read(file) instanceof FileText.Text t)) {
            return false;
        }
        long lines = t.text()
                .lines()
                .filter(l -> l.length() > 1 && Character.isWhitespace(l.charAt(0)))
                .count();
        return unread * 4 > lines;
    }

    private static InputProblem foreignNote(Path file, List<InputProblem> errors, RootPaths root) {
        InputProblem first = errors.get(0);
        String message = "does not read as A64 assembly, so it is taken for another architecture's: " + errors.size()
                + " lines are not understood, the first " + first.file() + ":" + first.line() + ": " + first.message();
        return new InputProblem(Severity.NOTE, "foreign", root.relative(file), 1, 1, message);
    }

    private static boolean isUnbuilt(InputProblem p) {
        return p.code().equals("missing-include") || p.message().startsWith(".incbin: there is no file");
    }
}
