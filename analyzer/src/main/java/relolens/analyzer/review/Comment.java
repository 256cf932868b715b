package relolens.analyzer.review;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Severity;

/**
 * One thing to say about a patch.
 *
 * @param place where it can be said
 * @param file the file it is about
 * @param line 1-based line of the patched file, within a hunk if {@code place} is {@link Place#LINE}
 * @param severity how much it matters
 * @param rule code of its rule; "" for verdicts and costs
 * @param mark stable name, the same after a rebase or new indentation
 * @param lines short paragraphs, plain text with code in backquotes, at most six
 * @param suggestion text that would settle it, null if there is none that is safe
 */
public record Comment(
        Place place,
        String file,
        int line,
        Severity severity,
        String rule,
        String mark,
        List<String> lines,
        @Nullable Suggestion suggestion) {
    public Comment {
        lines = List.copyOf(lines);
    }

    /** Where a comment can be put. */
    public enum Place {
        /** At a line that the diff shows. */
        LINE,
        /** At a file that the diff changes. */
        FILE,
        /** In the letter around the comments. */
        SUMMARY
    }

    /**
     * Lines to put in place of others.
     *
     * @param from first line replaced, 1-based, shown by the same hunk as {@code to}
     * @param to last line replaced
     * @param text the new lines
     * @param fix what it is
     */
    public record Suggestion(int from, int to, List<String> text, Report.Fix fix) {
        public Suggestion {
            text = List.copyOf(text);
        }
    }

    Comment at(Place other) {
        return new Comment(other, file, line, severity, rule, mark, lines, other == Place.LINE ? suggestion : null);
    }
}
