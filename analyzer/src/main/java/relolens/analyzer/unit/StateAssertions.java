package relolens.analyzer.unit;

import java.util.ArrayList;
import java.util.List;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contracts;
import relolens.analyzer.contract.MachineState;
import relolens.analyzer.contract.OnOff;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.report.Report.LineState;
import relolens.analyzer.source.Severity;

/** Compares {@code state} clauses with what the analysis found (K03). */
final class StateAssertions {
    private StateAssertions() {}

    static List<Finding> check(Contracts contracts, List<LineState> lines) {
        List<Finding> findings = new ArrayList<>();
        for (LineState line : lines) {
            for (Clause c : contracts.at(line.file(), line.line())) {
                if (c instanceof Clause.State s) {
                    compare(s, line, findings);
                }
            }
        }
        return findings.stream().distinct().toList();
    }

    private static void compare(Clause.State clause, LineState line, List<Finding> findings) {
        MachineState wanted = clause.state();
        compare("mmu", wanted.mmu(), line.mmu(), clause, line, findings);
        compare("dcache", wanted.dcache(), line.dcache(), clause, line, findings);
        compare("icache", wanted.icache(), line.icache(), clause, line, findings);
        String el = Integer.toString(wanted.el());
        if (wanted.el() != 0 && !el.equals(line.el())) {
            add("el", el, line.el(), clause, line, findings);
        }
    }

    private static void compare(
            String what, OnOff wanted, String found, Clause.State clause, LineState line, List<Finding> findings) {
        boolean says = wanted == OnOff.ON || wanted == OnOff.OFF;
        if (says && !wanted.text().equals(found)) {
            add(what, wanted.text(), found, clause, line, findings);
        }
    }

    private static void add(
            String what, String wanted, String found, Clause.State clause, LineState line, List<Finding> findings) {
        boolean unknown = found.equals("unknown");
        String message = unknown
                ? "asserts " + what + "=" + wanted + ", which the analysis cannot prove"
                : "asserts " + what + "=" + wanted + ", but it is " + found + " when " + line.routine()
                        + " is entered with mmu=" + line.entry().mmu();
        findings.add(ClauseFindings.of(
                "K03",
                "state-assertion",
                unknown ? Severity.WARNING : Severity.ERROR,
                clause.by().span(),
                message));
    }
}
