package relolens.analyzer.review;

import java.util.List;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.SourceLoader;

/**
 * What a series, or a single change, brings.
 *
 * @param steps each patch that changes files
 * @param whole all of it against what was before the first
 * @param before the report of the files looked at, with nothing applied
 * @param after the report of the files looked at, with everything applied
 * @param tree files with everything applied, by path
 * @param notes what could not be seen, for people
 * @param incomplete whether some part could not be analysed at all
 */
public record SeriesReview(
        List<Step> steps,
        Review whole,
        Report before,
        Report after,
        SourceLoader tree,
        List<String> notes,
        boolean incomplete) {
    public SeriesReview {
        steps = List.copyOf(steps);
        notes = List.copyOf(notes);
    }
}
