package relolens.analyzer.suites;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import relolens.analyzer.Sources;
import relolens.analyzer.report.Report;
import relolens.analyzer.source.Severity;

/**
 * What the analysis says of a case.
 *
 * @param right a bad case is found, a good one is left alone, a verdict is the known one
 * @param said everything said, for the page
 */
record Judgement(SuiteCase suiteCase, boolean right, List<String> said) {
    /** How far from the cause a finding may stand: the other end of the sequence is as good a place. */
    private static final int NEAR = 6;

    static Judgement of(SuiteCase c) {
        Report report = Sources.analyze(c.text());
        List<String> said = new ArrayList<>();
        report.problems().forEach(p -> said.add("problem: " + p));
        boolean right = report.problems().isEmpty();
        if (c.verdict() != null) {
            return verdict(c, report, said, right);
        }
        boolean alarm = false;
        boolean found = false;
        for (Report.Finding f : report.findings()) {
            said.add(f.severity() + " " + f.rule() + " line " + f.line() + ": " + f.message());
            boolean loud = f.severity() != Severity.NOTE;
            alarm |= loud;
            found |= c.wants().isEmpty() ? loud : near(c, f, loud);
        }
        return new Judgement(c, right && (c.bad() ? found : !alarm), said);
    }

    private static boolean near(SuiteCase c, Report.Finding f, boolean loud) {
        return c.wants().entrySet().stream()
                .anyMatch(w -> Math.abs(w.getKey() - f.line()) <= NEAR
                        && (loud || w.getValue().contains(f.rule())));
    }

    private static Judgement verdict(SuiteCase c, Report report, List<String> said, boolean right) {
        Report.Routine routine = report.routines().get(0);
        said.add(routine.mmu());
        Set<String> blamed = new TreeSet<>();
        for (Report.MmuReason r : routine.mmuReasons()) {
            blamed.add(r.line() + " " + r.side());
            said.add("not " + r.side() + ", line " + r.line() + " " + r.rule() + ": " + r.message());
        }
        boolean same = routine.mmu().equals(c.verdict()) && (c.wants().isEmpty() || blames(c, blamed));
        return new Judgement(c, right && same, said);
    }

    /** Every line blamed is one of those marked for its side: the cause or, where both are marked, the effect. */
    private static boolean blames(SuiteCase c, Set<String> blamed) {
        Set<String> wanted = new TreeSet<>();
        c.wants().forEach((line, rules) -> rules.forEach(r -> wanted.add(line + " " + r.split(" ")[0])));
        return wanted.containsAll(blamed);
    }
}
