package relolens.analyzer;

import java.util.List;
import relolens.analyzer.asm.AssembledUnit;
import relolens.analyzer.contract.Contract;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.report.Report;

/**
 * A report together with what it was made from, for doors that show more than findings (hover, definitions, symbols).
 *
 * @param report what there is to say
 * @param units one for each of the request's files that could be loaded, in order
 * @param contracts what is said of each routine, its runs among them, in program order
 */
public record Study(Report report, List<Unit> units, List<Contract> contracts) {
    public Study {
        units = List.copyOf(units);
        contracts = List.copyOf(contracts);
    }

    /** A study of files that no contract is known of. */
    public Study(Report report, List<Unit> units) {
        this(report, units, List.of());
    }

    /**
     * A translation unit as it was read.
     *
     * @param sidecars paths of the {@code relolens.yml} that were read for it, nearest first
     */
    public record Unit(String file, PreprocessedUnit preprocessed, AssembledUnit assembled, List<String> sidecars) {
        public Unit {
            sidecars = List.copyOf(sidecars);
        }

        /** A unit beside no sidecar. */
        public Unit(String file, PreprocessedUnit preprocessed, AssembledUnit assembled) {
            this(file, preprocessed, assembled, List.of());
        }
    }
}
