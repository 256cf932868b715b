package relolens.analyzer.unit;

import java.util.List;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.report.Report;

/**
 * What is known of one unit before anything is run.
 *
 * @param preprocessed as read
 * @param assembled as assembled
 * @param contracts what is said of each routine that has something to run, in program order
 * @param findings sorted by file, line, column, rule
 * @param routines in program order
 * @param lines in file and line order
 * @param problems of reading and assembling
 */
public record UnitAnalysis(
        PreprocessedUnit preprocessed,
        AssembledUnit assembled,
        List<Contract> contracts,
        List<Report.Finding> findings,
        List<Report.Routine> routines,
        List<Report.LineState> lines,
        List<Report.InputProblem> problems) {
    public UnitAnalysis {
        contracts = List.copyOf(contracts);
        findings = List.copyOf(findings);
        routines = List.copyOf(routines);
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }
}
