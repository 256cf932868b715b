package relolens.analyzer;

import relolens.analyzer.report.Report;

/** Reads, analyses, runs: the one engine behind command line, language server and review. */
public final class Analysis {
    private Analysis() {}

    /** {@return what there is to say of the request's files; never throws on bad source} */
    public static Report analyze(AnalysisRequest request, Progress progress) {
        return study(request, progress).report();
    }

    /** {@return the report and the units it was made from; never throws on bad source} */
    public static Study study(AnalysisRequest request, Progress progress) {
        throw new UnsupportedOperationException("analysis");
    }
}
