package relolens.analyzer.unit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.program.Instruction;
import relolens.analyzer.report.Report;
import relolens.analyzer.rules.Issues.Edit;
import relolens.analyzer.source.Frame;
import relolens.analyzer.source.SourceLoader;
import relolens.analyzer.source.Span;

/** Edits that put a missing instruction on a line of its own, where the text allows it. */
final class Fixes {
    private final SourceLoader loader;
    private final Map<String, List<String>> texts = new HashMap<>();

    Fixes(SourceLoader loader) {
        this.loader = loader;
    }

    /**
     * {@return the fix, or null where none can be offered: nothing to write, text out of a macro, or a line that holds
     * more than one statement}
     */
    Report.@Nullable Fix of(Instruction at, Edit wanted, boolean safe) {
        String insert = wanted.text();
        Span span = at.origin().span();
        boolean plain = at.origin().expansion().stream().allMatch(f -> f.kind() == Frame.Kind.INCLUDE);
        List<String> lines = texts.computeIfAbsent(span.file(), this::load);
        if (insert.isEmpty() || !plain || span.endLine() != span.line() || span.line() > lines.size()) {
            return null;
        }
        String line = lines.get(span.line() - 1);
        boolean opensComment = line.lastIndexOf("/*") > line.lastIndexOf("*/");
        if (line.indexOf(';') >= 0 || opensComment || line.stripTrailing().endsWith("\\")) {
            return null;
        }
        String indent = indent(line);
        return switch (wanted.how()) {
            case AFTER -> after(span, lines.size(), line, indent + insert, safe, insert);
            case BEFORE -> {
                Span s = span;
                Report.Edit edit = new Report.Edit(s.file(), s.line(), 1, s.line(), 1, indent + insert + "\n");
                boolean labelled = line.substring(0, Math.min(line.length(), span.column() - 1))
                                .indexOf(':')
                        >= 0;
                yield labelled ? null : fix("Insert", insert, edit, safe);
            }
            case INSTEAD -> {
                Report.Edit edit = new Report.Edit(
                        span.file(), span.line(), span.column(), span.endLine(), span.endColumn(), insert);
                yield fix("Write", insert, edit, safe);
            }
        };
    }

    private static Report.Fix after(Span span, int lines, String line, String text, boolean safe, String insert) {
        int end = line.codePointCount(0, line.length()) + 1;
        Report.Edit edit = span.line() == lines
                ? new Report.Edit(span.file(), span.line(), end, span.line(), end, "\n" + text)
                : new Report.Edit(span.file(), span.line() + 1, 1, span.line() + 1, 1, text + "\n");
        return fix("Insert", insert, edit, safe);
    }

    private static Report.Fix fix(String verb, String instruction, Report.Edit edit, boolean safe) {
        return new Report.Fix(
                verb + " `" + instruction.replace("\n\t", "; ").replace('\t', ' ') + "`", List.of(edit), safe);
    }

    private List<String> load(String file) {
        String text = loader.load(file);
        return text == null ? List.of() : text.lines().toList();
    }

    private static String indent(String line) {
        int i = 0;
        while (i < line.length() && Character.isWhitespace(line.charAt(i))) {
            i++;
        }
        // A label in the first column: the instruction after it is indented by custom.
        return i == 0 ? "\t" : line.substring(0, i);
    }
}
