package relolens.analyzer.review;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Edit;
import relolens.analyzer.source.Columns;

/** Fixes as lines to put in place of lines that a diff shows. */
final class Suggestions {
    private Suggestions() {}

    /** {@return {@code fix} as whole lines of {@code file}, or null if it is not safe or reaches out of the hunk} */
    static Comment.@Nullable Suggestion of(
            Report.@Nullable Fix fix, String file, int line, @Nullable String text, ChangedLines lines) {
        if (fix == null || !fix.safe() || text == null || fix.edits().size() != 1) {
            return null;
        }
        Edit edit = fix.edits().get(0);
        boolean insertion = edit.line() == edit.endLine() && edit.column() == edit.endColumn() && edit.column() == 1;
        List<String> all = text.lines().toList();
        // An insertion at the start of a line is one after the line before.
        int from = insertion ? edit.line() - 1 : edit.line();
        int to = insertion ? from : edit.endLine();
        boolean seen = from >= 1 && to <= all.size() && lines.hunk(from) >= 0 && lines.hunk(from) == lines.hunk(to);
        if (!edit.file().equals(file) || !seen || from > line || to < line) {
            return null;
        }
        List<String> replaced = new ArrayList<>();
        if (insertion) {
            replaced.add(all.get(from - 1));
            replaced.addAll(edit.text().stripTrailing().lines().toList());
        } else {
            String first = Columns.before(all.get(from - 1), edit.column());
            String last = all.get(to - 1);
            String rest = last.substring(Columns.before(last, edit.endColumn()).length());
            replaced.addAll((first + edit.text() + rest).lines().toList());
        }
        return new Comment.Suggestion(from, to, replaced, fix);
    }
}
