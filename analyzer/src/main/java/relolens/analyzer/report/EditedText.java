package relolens.analyzer.report;

import java.util.Comparator;
import java.util.List;
import relolens.analyzer.report.Report.Edit;

/** A text with a fix in it. */
public final class EditedText {
    private EditedText() {}

    /** {@return {@code text} with {@code edits}, which do not overlap; places outside the text are brought inside} */
    public static String of(String text, List<Edit> edits) {
        StringBuilder out = new StringBuilder(text);
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::line)
                        .thenComparingInt(Edit::column)
                        .reversed())
                .forEach(e -> out.replace(
                        offset(text, e.line(), e.column()), offset(text, e.endLine(), e.endColumn()), e.text()));
        return out.toString();
    }

    private static int offset(String text, int line, int column) {
        int at = 0;
        for (int l = 1; l < line; l++) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                return text.length();
            }
            at = end + 1;
        }
        int end = text.indexOf('\n', at);
        int points = text.codePointCount(at, end < 0 ? text.length() : end);
        return text.offsetByCodePoints(at, Math.min(column - 1, points));
    }
}
