package relolens.server;

import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.Study;
import relolens.analyzer.run.Progress;

/** What analyses: {@code Analysis::study}, or a stand-in in tests. */
@FunctionalInterface
public interface Engine {
    Study study(AnalysisRequest request, Progress progress);
}
