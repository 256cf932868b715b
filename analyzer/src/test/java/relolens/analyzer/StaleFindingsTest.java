package relolens.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.report.Report.Related;
import relolens.analyzer.rules.Rules;
import relolens.analyzer.source.Severity;
import relolens.emulator.sanitize.StaleAccess;

/** What the sanitiser finds in a run, as a row of the run and as a finding. */
class StaleFindingsTest {
    /** Rules on the text see the cause of the first three, too. */
    private static final String TEXT = Rules.STALE_ACCESS.bad().get(0);

    private static final String SEEN_BY_RUNS_ONLY = Rules.STALE_ACCESS.bad().get(3);

    private static List<Finding> found(Report report) {
        return report.findings().stream().filter(f -> f.rule().equals("K05")).toList();
    }

    private static List<Related> related(Report report) {
        return report.findings().stream()
                .flatMap(f -> f.related().stream())
                .filter(r -> "K05".equals(r.rule()))
                .toList();
    }

    @Test
    void aRunSaysWhatItMayHaveSeenAndSoDoesTheFindingOfTheSameCause() {
        Report report = Sources.run(TEXT);

        Report.Run run = report.runs().get(0);
        assertThat(run.stale()).hasSize(1);
        Report.Stale stale = run.stale().get(0);
        assertThat(stale.kind()).isEqualTo("data");
        assertThat(stale.file()).isEqualTo("test.S");
        assertThat(stale.line()).isEqualTo(12);
        assertThat(stale.message())
                .isEqualTo("reads past the caches what test.S:6 stored into one: memory may still hold older bytes; `dc"
                        + " cvac` by VA over them, then `dsb sy`, must come between");
        assertThat(report.findings()).extracting(Finding::rule).containsExactly("M05");
        assertThat(report.findings().get(0).related())
                .containsExactly(
                        new Related("K05", "test.S", 12, "run on of handed_over_in_a_cache " + stale.message()));
        assertThat(Sources.analyze(TEXT).findings().get(0).related()).isEmpty();
    }

    @Test
    void whatOnlyARunSeesIsAFindingOfItsOwn() {
        Report report = Sources.run(SEEN_BY_RUNS_ONLY);

        assertThat(report.findings()).hasSize(1);
        Finding finding = found(report).get(0);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.routine()).isEqualTo("cleaned_too_late");
        assertThat(finding.entry()).isEqualTo(new Report.Entry("1", "on"));
        assertThat(finding.message())
                .isEqualTo("run on of cleaned_too_late "
                        + report.runs().get(0).stale().get(0).message());
        assertThat(finding.related()).isEmpty();
    }

    @Test
    void theFindingThatIsAllowedTakesNothingWithIt() {
        String allowed = "//@ allow M05 \"tried on the board\"\n" + TEXT;
        assertThat(Sources.run(allowed).findings()).extracting(Finding::rule).containsExactly("K05");
    }

    @Test
    void rulesThatNameCausesExist() {
        for (StaleAccess.Kind kind : StaleAccess.Kind.values()) {
            assertThat(StaleCause.rules(kind)).allMatch(rule -> Rules.find(rule) != null);
        }
    }

    @Test
    void nothingIsSaidWithoutARun() {
        assertThat(found(Sources.analyze(TEXT))).isEmpty();
    }

    @Test
    void fingerprintsDoNotChangeWithLineNumbers() {
        assertThat(found(Sources.run("\n\n" + SEEN_BY_RUNS_ONLY)).get(0).fingerprint())
                .isEqualTo(found(Sources.run(SEEN_BY_RUNS_ONLY)).get(0).fingerprint());
    }

    @Test
    void whoAllowsItIsHeardWithARunAndWithout() {
        String allowed = "//@ allow K05 \"the reader asks again\"\n" + TEXT;
        assertThat(Sources.run(allowed).findings()).extracting(Finding::rule).doesNotContain("K05", "K02");
        assertThat(related(Sources.run(allowed))).isEmpty();
        assertThat(Sources.analyze(allowed).findings())
                .extracting(Finding::rule)
                .doesNotContain("K02");
        String here = TEXT.replace("\tldr", "\t//@ allow K05 \"the reader asks again\"\n\tldr");
        assertThat(related(Sources.run(here))).isEmpty();
    }

    @Test
    void whatAMachineHappensToDoRightIsFoundAndWhatItDoesWrongIsSaidTwice() {
        // The run goes well: no line of this core's is in the way. On another one might be.
        String lucky = Rules.STALE_ACCESS.bad().get(1);
        assertThat(Sources.run(lucky).runs().get(0).outcome()).isEqualTo("ok");
        assertThat(related(Sources.run(lucky))).hasSize(1);
        // This core's cache keeps the copy: pages do not arrive, and the sanitiser says why.
        String text = Sources.load(Sources.repository()
                        .resolve("examples/single-implementation.S")
                        .toString())
                .replace("size=25MB", "size=64KB")
                .replace("3:\tdc\tcivac, x7", "3:\tnop");
        Report report = Sources.run(text);
        assertThat(report.findings()).extracting(Finding::rule).contains("K04", "K05");
    }
}
