package relolens.server;

import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.Progress;
import relolens.analyzer.Study;

/** What analyses: {@code Analysis::study}, or a stand-in in tests. */
@FunctionalInterface
public interface Engine {
    Study study(AnalysisRequest request, Progress progress);
}
