package relolens.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.report.Report;
import relolens.analyzer.run.Progress;
import relolens.analyzer.unit.RoutineMemory;

class FixCheckTest {
    private static final String NO_ISB = """
            //@ entry el=1 mmu=on
            off:
            	mrs	x0, sctlr_el1
            	bic	x0, x0, #1
            	msr	sctlr_el1, x0
            	br	x1
            """;

    private static AnalysisRequest request(String text) {
        return new AnalysisRequest(
                List.of("/work/a.S"),
                CppOptions.none(),
                p -> p.equals("/work/a.S") ? text : null,
                "/work",
                null,
                null,
                null,
                AnalysisRequest.Runs.NONE);
    }

    private static Report.Finding missingIsb(Report report) {
        return report.findings().stream()
                .filter(f -> f.rule().equals("S01"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFixThatMakesItsFindingGoAwayIsOffered() {
        assertThat(missingIsb(Analysis.analyze(request(NO_ISB), Progress.NONE)).fix())
                .isNotNull();
    }

    @Test
    void aFixThatDoesNotAssembleIsNotOffered() {
        String full = NO_ISB + "\t.if . - off > 16\n\t.error \"too long\"\n\t.endif\n";
        assertThat(missingIsb(Analysis.analyze(request(full), Progress.NONE)).fix())
                .isNull();
    }

    @Test
    void anEditorMayAskLater() {
        String full = NO_ISB + "\t.if . - off > 16\n\t.error \"too long\"\n\t.endif\n";
        for (String text : List.of(NO_ISB, full)) {
            AnalysisRequest request = request(text).withFixesUntried();
            Study study = Analysis.study(request, Progress.NONE);
            Report.Finding finding = missingIsb(study.report());
            assertThat(finding.fix()).isNotNull();
            assertThat(Analysis.holds(request, study, finding, Progress.NONE, RoutineMemory.none()))
                    .isEqualTo(text.equals(NO_ISB));
        }
    }
}
