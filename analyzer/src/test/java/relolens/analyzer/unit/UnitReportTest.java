package relolens.analyzer.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import relolens.analyzer.Analysis;
import relolens.analyzer.AnalysisRequest;
import relolens.analyzer.Sources;
import relolens.analyzer.cpp.CppOptions;
import relolens.analyzer.report.Report;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.run.Progress;
import relolens.analyzer.source.Severity;

class UnitReportTest {
    private static final String LEAVE = """
            	mrs	x1, sctlr_el1
            	bic	x1, x1, #1
            	msr	sctlr_el1, x1
            	br	x0
            """;

    @Test
    void findingInAMacroPointsAtTheUseAndOffersNoEdit() {
        Report report = Sources.analyze("\t.macro\tleave\n" + LEAVE + "\t.endm\n//@ entry el=1 mmu=on\nf:\tleave\n");
        Finding f = report.findings().get(0);
        assertEquals("S01", f.rule());
        assertEquals(8, f.line());
        assertEquals("leave", f.expansion().get(0).name());
        assertEquals(4, f.expansion().get(0).line());
        assertEquals("macro", f.expansion().get(0).kind());
        assertNull(f.fix());
    }

    @Test
    void anAssumeClauseIsTakenOnTrustFromItsInstructionOn() {
        String code = "//@ entry el=1 mmu=any\nf:\n\tnop\n//@ assume x9 aligned 16\n\tldr\tx0, [x9, #8]\n\tret\n";
        String word = "x9: aligned to 8 bytes";
        assertFalse(Sources.analyze(code).routines().get(0).assuming().contains(word));
        String silent = code.replace("//@ assume x9 aligned 16\n", "");
        assertTrue(Sources.analyze(silent).routines().get(0).assuming().contains(word));
        String tooLittle = code.replace("aligned 16", "aligned 4");
        assertTrue(Sources.analyze(tooLittle).routines().get(0).assuming().contains(word));
    }

    @Test
    void findingTellsTheWayFromWriteToUser() {
        Finding f = Sources.analyze("//@ entry el=1 mmu=on\nf:\n" + LEAVE)
                .findings()
                .get(0);
        assertEquals(
                List.of(3, 5, 6), f.path().stream().map(Report.PathStep::line).toList());
        assertEquals(new Report.Entry("1", "on"), f.entry());
        assertEquals("f", f.routine());
        assertNotNull(f.fix());
        assertEquals(6, f.fix().edits().get(0).line());
        assertEquals("\tisb\n", f.fix().edits().get(0).text());
    }

    @Test
    void oneMissingIsbIsOneFindingWithTheOthersRelated() {
        List<Finding> findings = Sources.analyze("""
                //@ entry el=1 mmu=on
                //@ x0: emptytable pa align=4K
                //@ x1: data va
                f:	tlbi	vmalle1
                	dsb	nsh
                	msr	ttbr0_el1, x0
                	ldr	x2, [x1]
                	isb
                	ret
                """).findings();
        assertEquals(List.of("S02"), findings.stream().map(Finding::rule).toList());
        assertEquals(
                List.of("T03"),
                findings.get(0).related().stream().map(Report.Related::rule).toList());
    }

    @Test
    void fingerprintsSurviveMovedLinesAndTellOccurrencesApart() {
        String routine = "//@ entry el=1 mmu=off\nf:\tdc\tzva, x0\n\tdc\tzva, x0\n\tret\n";
        List<String> here = prints(routine);
        assertEquals(here, prints("\n\n// moved\n" + routine));
        assertNotEquals(here.get(0), here.get(1));
    }

    private static List<String> prints(String text) {
        return Sources.analyze(text).findings().stream()
                .map(Finding::fingerprint)
                .toList();
    }

    @Test
    void allowedFindingsAreGoneAndUselessClausesReported() {
        String body = "\tdc\tzva, x0\n\tret\n";
        assertEquals(
                List.of(),
                Sources.findings(
                        Sources.analyze("//@ entry el=1 mmu=off\n//@ allow D01 \"never on Device\"\nf:\n" + body)));
        assertEquals(
                List.of(),
                Sources.findings(
                        Sources.analyze("//@ entry el=1 mmu=off\nf:\n//@ allow D01 \"never on Device\"\n" + body)));
        Report useless = Sources.analyze("//@ entry el=1 mmu=on\n//@ allow D01 \"never on Device\"\nf:\n" + body);
        assertEquals(List.of("2 K02"), Sources.findings(useless));
    }

    @Test
    void assertedStatesAreCompared() {
        String text = "//@ entry el=1 mmu=on\nf:\n//@ state mmu=%s\n\tnop\n\tret\n";
        assertEquals(List.of(), Sources.findings(Sources.analyze(text.formatted("on"))));
        assertEquals(List.of("3 K03"), Sources.findings(Sources.analyze(text.formatted("off"))));
        Report unknown = Sources.analyze("f:\n//@ state mmu=on\n\tnop\n\tret\n");
        assertEquals(Severity.WARNING, unknown.findings().get(0).severity());
    }

    @Test
    void nothingSaidMeansUnknownAndNoFinding() {
        Report report = Sources.analyze("f:\tdc\tzva, x0\n\tldxr\tx1, [x0]\n\tret\n");
        assertEquals(List.of(), report.findings());
        assertEquals("unknown", report.lines().get(0).mmu());
        assertEquals(List.of("normal-memory"), report.lines().get(0).assumes());
    }

    @Test
    void entryOverrideCountsForEveryRoutine() {
        String text = "f:\tdc\tzva, x0\n\tret\n";
        assertEquals(List.of("1 D01"), Sources.findings(Sources.analyze(text, "off")));
        assertEquals(List.of(), Sources.findings(Sources.analyze(text, "on")));
        assertEquals(List.of("1 D01"), Sources.findings(Sources.analyze(text, "any")));
    }

    @Test
    void localRoutinesAreJudgedInTheStateOfTheirCallers() {
        Report report = Sources.analyze("""
                //@ entry el=1 mmu=off
                	.globl	f
                f:	mov	x9, x30
                	bl	clear
                	ret	x9
                clear:	dc	zva, x0
                	ret
                """);
        assertEquals(List.of("6 D01"), Sources.findings(report));
        Finding f = report.findings().get(0);
        assertEquals("clear", f.routine());
        assertTrue(f.path().stream().anyMatch(p -> p.line() == 4), f::toString);
        assertEquals(
                List.of("off"),
                report.lines().stream()
                        .filter(l -> l.line() == 6)
                        .map(Report.LineState::mmu)
                        .toList());
    }

    @Test
    void writesOfTheGuestsControlRegisterChangeNothingHere() {
        Report report = Sources.analyze("""
                //@ entry el=2 vhe=no mmu=off
                f:	mov	x1, #1
                	msr	sctlr_el1, x1
                	ldr	x2, [x0]
                	ret
                """);
        assertEquals(List.of(), report.findings());
        assertEquals("agnostic", report.routines().get(0).mmu());
        assertFalse(report.lines().stream().anyMatch(l -> l.mmu().equals("on")));
    }

    @Test
    void badFilesDoNotTakeGoodOnesWithThem() {
        String good = "//@ entry el=1 mmu=off\nf:\tdc\tzva, x0\n\tret\n";
        Report report = Analysis.analyze(
                new AnalysisRequest(
                        List.of("/w/missing.S", "/w/bad.S", "/w/good.S"),
                        CppOptions.none(),
                        p -> switch (p) {
                            case "/w/bad.S" -> "\t.macro m\n\tm\n\t.endm\n\tm\n\tfrobnicate x0\n\t.bogus\n";
                            case "/w/good.S" -> good;
                            default -> null;
                        },
                        "/w",
                        null,
                        null,
                        null,
                        AnalysisRequest.Runs.NONE),
                Progress.NONE);
        assertEquals(
                List.of("good.S"), report.findings().stream().map(Finding::file).toList());
        assertTrue(report.problems().stream().anyMatch(p -> p.file().equals("bad.S")), report::toString);
        assertTrue(report.problems().stream().anyMatch(p -> p.file().equals("missing.S")), report::toString);
        assertFalse(report.problems().stream().anyMatch(p -> p.code().equals("internal")), report::toString);
    }
}
