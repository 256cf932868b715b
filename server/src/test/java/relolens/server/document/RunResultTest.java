package relolens.server.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.analyzer.AnalysisRequest.RunChoice;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.report.Report.Related;
import relolens.analyzer.source.Severity;

/** A run of one routine leaves what runs of others found where it stands. */
class RunResultTest {
    private static final Related OF_A = new Related("K05", "f.S", 9, "run off of a executes what f.S:5 stored");
    private static final Related OF_B = new Related("K05", "f.S", 9, "run off of b executes what f.S:5 stored");

    private static Finding finding(String rule, String message, Related... related) {
        return new Finding(
                rule,
                "",
                Severity.ERROR,
                "f.S",
                5,
                1,
                5,
                9,
                message,
                "a",
                null,
                List.of(),
                List.of(),
                List.of(related),
                null,
                rule + message);
    }

    private static Report report(String routine, Finding... findings) {
        Report.Run run = new Report.Run(
                routine,
                "off",
                "f.S",
                "cortex-a53",
                "rk3399",
                new Report.Entry("1", "off"),
                "off",
                "ok",
                "",
                10,
                100,
                0.4,
                0.5,
                1_000_000_000,
                0.45,
                0,
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return new Report(List.of(findings), List.of(), List.of(), List.of(run), List.of());
    }

    @Test
    void whatARunSawStaysWithTheFindingOfItsCauseUntilThatRoutineRunsAgain() {
        var earlier = new RunResult(
                3, report("a", finding("C02", "no ic", OF_A), finding("K05", "run off of a reads what was dropped")));
        var later = new RunResult(3, report("b", finding("C02", "no ic", OF_B)));

        Report both = later.over(earlier, new RunChoice("b", null)).report();

        assertThat(both.findings()).extracting(Finding::rule).containsExactly("C02", "K05");
        assertThat(both.findings().get(0).related()).containsExactly(OF_B, OF_A);
        assertThat(both.runs()).extracting(Report.Run::routine).containsExactly("a", "b");
        var again = new RunResult(3, report("a", finding("C02", "no ic")));
        assertThat(again.over(earlier, new RunChoice("a", null))
                        .report()
                        .findings()
                        .get(0)
                        .related())
                .isEmpty();
        assertThat(new RunResult(4, later.report())
                        .over(earlier, new RunChoice("b", null))
                        .report()
                        .findings()
                        .get(0)
                        .related())
                .containsExactly(OF_B);
    }
}
