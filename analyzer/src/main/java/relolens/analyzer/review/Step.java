package relolens.analyzer.review;

import java.util.List;
import java.util.Map;
import relolens.analyzer.patch.Patch;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.SourceLoader;

/**
 * One patch of a series and what it brings.
 *
 * @param patch as it came
 * @param tree files with the patch applied
 * @param lines path → where its lines came from, for each file it changes
 * @param after the report of the files looked at, with the patch applied
 * @param review what it brings that the series does not take back later
 * @param repaired how many findings it brings that a later patch of the series takes away
 */
public record Step(
        Patch patch, SourceLoader tree, Map<String, ChangedLines> lines, Report after, Review review, int repaired) {
    public Step {
        lines = Map.copyOf(lines);
    }

    /** {@return where the lines of {@code path} came from} */
    public ChangedLines of(String path) {
        return lines.getOrDefault(path, ChangedLines.NONE);
    }

    /** {@return the routine that holds a line, or null} */
    public Report.@org.jspecify.annotations.Nullable Routine routine(String file, int line) {
        List<Report.Routine> all = after.routines();
        for (Report.Routine r : all) {
            if (r.file().equals(file) && r.line() <= line && line <= r.endLine()) {
                return r;
            }
        }
        return null;
    }
}
