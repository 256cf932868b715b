package relolens.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relolens.analyzer.report.Report;

/** The examples of the repository: silent as they are, and what is said when an instruction is taken out. */
class ExamplesTest {
    private static List<String> example(String name) throws IOException {
        Path file = Sources.repository().resolve("examples").resolve(name);
        return Files.readAllLines(file);
    }

    private static Report analyze(List<String> lines) {
        return Sources.analyze(String.join("\n", lines) + "\n");
    }

    /** The example without the {@code occurrence}-th line (from 1) that is this instruction. */
    private static List<String> without(List<String> lines, String instruction, int occurrence) {
        int seen = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (code(lines.get(i)).equals(instruction) && ++seen == occurrence) {
                List<String> mutant = new ArrayList<>(lines);
                mutant.set(i, "");
                return mutant;
            }
        }
        throw new IllegalArgumentException("no " + instruction);
    }

    private static String code(String line) {
        int comment = line.indexOf("//");
        return (comment < 0 ? line : line.substring(0, comment)).strip().replaceAll("\\s+", " ");
    }

    private static int line(List<String> lines, String instruction, int occurrence) {
        int seen = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (code(lines.get(i)).equals(instruction) && ++seen == occurrence) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no " + instruction);
    }

    @ParameterizedTest
    @CsvSource({"single-implementation.S", "mmu-off-classic.S", "mmu-enable.S"})
    void examplesAreSilent(String name) throws IOException {
        Report report = analyze(example(name));
        assertEquals(List.of(), report.problems());
        assertEquals(List.of(), report.findings());
    }

    @Test
    void isbTakenOutAfterTheWriteOfSctlrIsOneFindingAtTheWrite() throws IOException {
        List<String> enable = example("mmu-enable.S");
        Report report = analyze(without(enable, "isb", 2));
        assertEquals(List.of(line(enable, "msr sctlr_el1, x4", 1) + " S01"), Sources.findings(report));
        List<String> single = example("single-implementation.S");
        report = analyze(without(single, "isb", 2));
        assertEquals(List.of(line(single, "msr sctlr_el1, x9", 1) + " S01"), Sources.findings(report));
        assertNotNull(report.findings().get(0).fix());
    }

    @Test
    void copyThatIsNeverPushedOutIsReportedWhereTheMmuGoesOff() throws IOException {
        List<String> lines = new ArrayList<>(example("single-implementation.S"));
        lines.set(line(lines, "3: dc civac, x7", 1) - 1, "3:");
        assertEquals(List.of(line(lines, "stp x8, x9, [x7]", 1) + " M05"), Sources.findings(analyze(lines)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mmu-enable.S            | tlbi vmalle1 | 1 | msr sctlr_el1, x4  | 1 | M01",
                "mmu-enable.S            | dsb nsh      | 1 | tlbi vmalle1       | 1 | T02",
                "mmu-enable.S            | isb          | 1 | msr ttbr1_el1, x1  | 1 | S03",
                "mmu-enable.S            | dsb nsh      | 2 | ic iallu           | 1 | C03",
                "single-implementation.S | dsb nsh      | 1 | ic iallu           | 1 | C03",
                "single-implementation.S | dmb sy       | 1 | stp x8, x9, [x7]   | 1 | C10",
                "single-implementation.S | ic iallu     | 1 | stp x8, x9, [x7, #48] | 1 | C02",
                "single-implementation.S | isb          | 1 | ic iallu           | 1 | C04",
                "single-implementation.S | dsb sy       | 1 | stp x8, x9, [x7]   | 1 | M04",
                "single-implementation.S | dsb sy       | 2 | 3: dc civac, x7    | 1 | C05",
                "mmu-off-classic.S       | dc ivac, \\start | 1 | stp x0, x1, [x10] | 1 | M04",
                "mmu-off-classic.S       | dsb sy       | 1 | stp x0, x1, [x10]  | 1 | M04",
                "mmu-off-classic.S       | dsb sy       | 2 | stp x0, x1, [x10]  | 1 | C06",
                "mmu-off-classic.S       | ic iallu     | 1 | stp x6, x7, [x10, #48] | 1 | C02",
                "mmu-off-classic.S       | dsb nsh      | 1 | ic iallu           | 1 | C03",
                "mmu-off-classic.S       | isb          | 1 | ic iallu           | 1 | C04",
            })
    void takingOutABarrierIsReportedAtWhatNeedsIt(
            String file, String out, int occurrence, String at, int atOccurrence, String rule) throws IOException {
        List<String> lines = example(file);
        Report report = analyze(without(lines, out, occurrence));
        assertEquals(List.of(line(lines, at, atOccurrence) + " " + rule), Sources.findings(report));
    }

    @Test
    void pageCopyOfTheSingleImplementationIsAgnostic() throws IOException {
        Report report = analyze(example("single-implementation.S"));
        assertEquals("agnostic", verdict(report, "relocate_page").mmu());
        assertEquals("agnostic", verdict(report, "relocate_image").mmu());
        assertEquals(List.of(), verdict(report, "relocate_page").mmuReasons());
    }

    @Test
    void dcZvaMakesThePageCopyNeedTheMmu() throws IOException {
        List<String> lines = example("single-implementation.S");
        int at = line(lines, "2: ldp x8, x9, [x5]", 1);
        List<String> mutant = new ArrayList<>(lines);
        mutant.set(at - 1, "2:\tdc\tzva, x7");
        Report.Routine routine = verdict(analyze(mutant), "relocate_page");
        assertEquals("on-only", routine.mmu());
        assertEquals(1, routine.mmuReasons().size());
        assertEquals("off", routine.mmuReasons().get(0).side());
        assertEquals(at, routine.mmuReasons().get(0).line());
        assertEquals("D01", routine.mmuReasons().get(0).rule());
    }

    @Test
    void copyWithoutEvictionOrWithoutPushIsNotAgnostic() throws IOException {
        List<String> lines = example("single-implementation.S");
        int first = line(lines, "1: dc civac, x7", 1);
        List<String> unevicted = new ArrayList<>(lines);
        unevicted.set(first - 1, "1:");
        assertEquals("on-only", verdict(analyze(unevicted), "relocate_page").mmu());
        int last = line(lines, "3: dc civac, x7", 1);
        List<String> unpushed = new ArrayList<>(lines);
        unpushed.set(last - 1, "3:");
        assertEquals("off-only", verdict(analyze(unpushed), "relocate_page").mmu());
    }

    @Test
    void classicRoutineNeedsTheMmuOffAndEnablingNeedsItOff() throws IOException {
        assertEquals(
                "off-only",
                verdict(analyze(example("mmu-off-classic.S")), "relocate_classic")
                        .mmu());
        assertEquals(
                "off-only",
                verdict(analyze(example("mmu-enable.S")), "enable_mmu").mmu());
    }

    @Test
    void stateIsToldPerLine() throws IOException {
        List<String> lines = example("single-implementation.S");
        Report report = analyze(lines);
        int off = line(lines, "msr sctlr_el1, x9", 1);
        List<Report.LineState> at =
                report.lines().stream().filter(l -> l.line() == off).toList();
        assertEquals(List.of("on"), at.stream().map(Report.LineState::mmu).toList(), "guarded by a test of M");
        List<Report.LineState> isb =
                report.lines().stream().filter(l -> l.line() == off + 1).toList();
        assertEquals(List.of("off"), isb.stream().map(Report.LineState::mmu).toList());
        assertTrue(isb.get(0).pending().get(0).startsWith("sctlr_el1: isb"), isb::toString);
    }

    private static Report.Routine verdict(Report report, String routine) {
        return report.routines().stream()
                .filter(r -> r.name().equals(routine))
                .findFirst()
                .orElseThrow();
    }
}
