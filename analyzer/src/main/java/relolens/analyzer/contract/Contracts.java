package relolens.analyzer.contract;

import java.util.List;
import relolens.analyzer.cpp.PreprocessedUnit;
import relolens.analyzer.source.Problem;
import relolens.analyzer.source.SourceLoader;

/** Everything that comments, sidecars and profiles say of one unit. */
public final class Contracts {
    private Contracts() {}

    /**
     * Where a routine stands.
     *
     * @param name its symbol
     * @param file of its label
     * @param line of its label (or of the macro use that defines it), from 1
     * @param endLine last line of its text
     * @param shape what its first instructions do
     */
    public record RoutinePlace(String name, String file, int line, int endLine, CodeShape shape) {}

    /** A line that holds an instruction. */
    public record InstructionPlace(String file, int line) {}

    /** Reads the unit's comments and the sidecars that apply to its main file. */
    public static Contracts of(PreprocessedUnit unit, SourceLoader loader) {
        throw new UnsupportedOperationException("contracts");
    }

    /**
     * Says where the unit's code stands; must come before the questions.
     *
     * @param routines in any order
     * @param instructions {@code file:line} places of instructions, outermost macro uses, in any order
     */
    public void place(List<RoutinePlace> routines, List<InstructionPlace> instructions) {
        throw new UnsupportedOperationException("contracts");
    }

    /** {@return what is said of routine {@code name}; {@link Contract#none} if nothing is} */
    public Contract of(String name) {
        throw new UnsupportedOperationException("contracts");
    }

    /** {@return assume, loop, state and allow clauses that belong to the instruction on this line} */
    public List<Clause> at(String file, int line) {
        throw new UnsupportedOperationException("contracts");
    }

    /** {@return bad clauses (code {@code bad-contract}, rule K01)} */
    public List<Problem> problems() {
        throw new UnsupportedOperationException("contracts");
    }
}
