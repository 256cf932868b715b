package relolens.server;

import relolens.analyzer.Analysis;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.Study;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;
import relolens.analyzer.unit.RoutineMemory;

/** What analyses: {@link #real}, or a stand-in in tests. */
@FunctionalInterface
public interface Engine {
    Study study(AnalysisRequest request, Progress progress);

    /** {@return whether the fix of a finding of {@code before}, the answer to {@code request}, holds when it is tried; no if cancelled} */
    default boolean holds(AnalysisRequest request, Study before, Report.Finding finding, Progress progress) {
        return true;
    }

    /** {@return one that analyses, and remembers what it found about routines} */
    static Engine real() {
        return new Engine() {
            private final RoutineMemory memory = new RoutineMemory();

            @Override
            public Study study(AnalysisRequest request, Progress progress) {
                return Analysis.study(request, progress, memory);
            }

            @Override
            public boolean holds(AnalysisRequest request, Study before, Report.Finding finding, Progress progress) {
                return Analysis.holds(request, before, finding, progress, memory);
            }
        };
    }
}
