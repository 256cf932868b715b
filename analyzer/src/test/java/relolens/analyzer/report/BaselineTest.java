package relolens.analyzer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import relolens.analyzer.Sources;

class BaselineTest {
    private static final String ONE = """
            //@ entry el=1 mmu=off
            clear:
            	dc	zva, x0
            	ret
            """;

    @Test
    void knownFindingsAreLeftOutWhereverTheirLinesHaveMoved() throws Exception {
        Report before = Sources.analyze(ONE);
        assertEquals(1, before.findings().size());
        Baseline baseline = Baseline.parse(Baseline.write(before));
        Report moved = Sources.analyze("// a new line\n\n" + ONE);
        Baseline.Applied applied = baseline.apply(moved);
        assertEquals(0, applied.report().findings().size());
        assertEquals(1, applied.known());
        assertEquals(0, applied.gone());
        assertEquals(moved.routines(), applied.report().routines());
    }

    @Test
    void aSecondOneOfTheSameKindIsNew() throws Exception {
        Baseline baseline = Baseline.parse(Baseline.write(Sources.analyze(ONE)));
        Report two = Sources.analyze(ONE.replace("\tret\n", "\tdc\tzva, x0\n\tret\n"));
        assertEquals(1, baseline.apply(two).report().findings().size());
    }

    @Test
    void mendedOnesAreCounted() throws Exception {
        Baseline baseline = Baseline.parse(Baseline.write(Sources.analyze(ONE)));
        Baseline.Applied applied = baseline.apply(Sources.analyze(ONE.replace("dc\tzva, x0", "str\txzr, [x0]")));
        assertEquals(1, applied.gone());
    }

    @Test
    void aReportIsABaselineToo() throws Exception {
        Report report = Sources.analyze(ONE);
        StringWriter json = new StringWriter();
        JsonReport.write(report, "relolens", "0", false, json);
        assertEquals(
                0,
                Baseline.parse(json.toString())
                        .apply(report)
                        .report()
                        .findings()
                        .size());
    }

    @Test
    void whatIsNoBaselineIsSaidToBeNone() {
        for (String text : new String[] {"", "{", "[]", "{\"schema\": \"x\"}", "schema: 1"}) {
            String message = assertThrows(Baseline.Malformed.class, () -> Baseline.parse(text))
                    .getMessage();
            assertTrue(message.contains("expected"), message);
        }
        String noName = "{\"schema\": \"relolens-baseline/1\", \"findings\": [{\"rule\": \"C01\"}]}";
        assertTrue(assertThrows(Baseline.Malformed.class, () -> Baseline.parse(noName))
                .getMessage()
                .contains("fingerprint"));
    }
}
