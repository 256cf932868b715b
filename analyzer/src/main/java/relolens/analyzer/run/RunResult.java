package relolens.analyzer.run;

import relolens.analyzer.report.Report;

/** What became of a {@link RunRequest}. */
public sealed interface RunResult {
    /** It ran, well or not: the row says how it ended. */
    record Finished(Report.Run run) implements RunResult {}

    /** It could not be set up; {@code message} is one sentence that says what to change. */
    record Refused(String message) implements RunResult {}
}
