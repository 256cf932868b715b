package relolens.analyzer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import relolens.analyzer.Analysis;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.Study;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Conditions;
import relolens.analyzer.run.Progress;
import relolens.analyzer.run.RunRequest;
import relolens.analyzer.run.RunResult;
import relolens.analyzer.run.Runs;

/** The example's relocation with the MMU on, of one image on one core and board. */
final class Relocation {
    private static final String ROUTINE = "relocate_image";
    private static final String IMAGE = "size=25MB, order=0, layout=scattered, seed=1";

    private final Study study;
    private final Contract contract;
    private final String core;
    private final String board;

    /** @param image parameters of its {@code kimage} */
    Relocation(String example, String image, String core, String board) throws IOException {
        String text = Files.readString(Path.of(example)).replace(IMAGE, image);
        this.core = core;
        this.board = board;
        study = Analysis.study(
                new AnalysisRequest(
                        List.of("run.S"),
                        CppOptions.none(),
                        path -> path.equals("run.S") ? text : null,
                        "",
                        null,
                        core,
                        board,
                        AnalysisRequest.Runs.NONE),
                Progress.NONE);
        contract = study.contracts().stream()
                .filter(c -> c.routine().equals(ROUTINE))
                .findFirst()
                .orElseThrow();
    }

    /** Runs it. {@return the report's row} @throws IllegalStateException if it did not end well */
    Report.Run run(boolean exact) {
        RunRequest request = new RunRequest(
                study.units().get(0).assembled(),
                contract,
                contract.runs().stream()
                        .filter(r -> r.name().equals("on"))
                        .findFirst()
                        .orElseThrow(),
                Map.of(),
                core,
                board,
                Conditions.exact(exact));
        if (!(Runs.run(request, Progress.NONE) instanceof RunResult.Finished finished)
                || !finished.run().outcome().equals("ok")) {
            throw new IllegalStateException(core + " on " + board);
        }
        return finished.run();
    }
}
