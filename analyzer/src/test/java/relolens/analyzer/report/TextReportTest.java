package relolens.analyzer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static String text(Report report, boolean colour, boolean partial) {
        var to = new StringWriter();
        TextReport.write(
                report,
                new TextReport.Style(colour, true, partial),
                path -> path.equals("a.S") ? SampleReport.SOURCE : null,
                to);
        return to.toString();
    }

    @Test
    void linesStayWithinAHundredColumnsAndUncoloured() {
        String text = text(SampleReport.full(), false, false);
        assertThat(text.lines()).allMatch(l -> l.length() <= TextReport.WIDTH, text);
        assertThat(text).doesNotContain("\u001b").doesNotContain("\t");
    }

    @Test
    void aFindingShowsItsSourceUnderlinedItsPathAndItsFix() {
        assertThat(text(SampleReport.full(), false, false)).contains("""
                          --> a.S:5:2  (copy, entry el=1 mmu=off)
                            5 |         ic      iallu
                              |         ^^^^^^^^^^^^^
                              = path: line 4: code written here
                              = from: b.h:7: macro flush
                              = also: line 6: C04: an isb is missing too
                              = fix: insert dsb (safe)
                        """);
    }

    @Test
    void theVerdictNamesTheLineThatRulesAStateOut() {
        assertThat(text(SampleReport.full(), false, false))
                .contains("MMU-agnostic: no, needs the MMU on")
                .contains("not with MMU off: a.S:4: unaligned on Device [A02]");
    }

    @Test
    void aRunSumsUpInTimePerPageAndOffAgainstOn() {
        assertThat(text(SampleReport.full(), false, false))
                .contains("    25.0 MB (25,000,000 bytes) relocated and verified\n    9,375,001 instructions")
                .contains("75.4 µs per 4 KiB page (60.3–90.4), 0.460 s (0.368–0.552) in all")
                .contains("MMU off costs 20.4 times MMU on")
                .contains("(extrapolated from the steady state)");
    }

    @Test
    void theListingShowsCountCyclesShareAndCause() {
        assertThat(text(SampleReport.full(), false, false).lines())
                .anyMatch(l -> l.matches(" +3 +3,125,000 +300,000,000 100.0% ██████ device +ldr x0, \\[x1\\], #8"))
                .anyMatch(l -> l.matches(" +5 off +ic iallu"));
    }

    @Test
    void whatWasInterruptedSaysSo() {
        assertThat(text(SampleReport.full(), false, true)).contains("partial: interrupted before the end");
        assertThat(text(SampleReport.full(), false, false)).doesNotContain("partial");
    }

    @Test
    void colourIsAddedAroundTheSameText() {
        String plain = text(SampleReport.full(), false, false);
        String coloured = text(SampleReport.full(), true, false);
        assertThat(coloured).contains("\u001b[");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void anEmptyReportIsOneLine() {
        assertThat(text(Report.merge(List.of()), false, false)).isEqualTo("no findings in 0 routines\n");
    }
}
