package relolens.server.features;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.contract.Clause;
import relolens.analyzer.contract.Contract;

/**
 * A run that a routine's contract describes.
 *
 * @param routine whose
 * @param name of the run
 * @param mmu on, off, any or unknown
 * @param core of the clause, or null
 * @param board of the clause, or null
 * @param by comment, sidecar or profile
 * @param file absolute path of the file that the clause stands in
 * @param line 1-based
 * @param text the clause as written
 * @param expect how the run must end, as written, or null
 */
public record PlannedRun(
        String routine,
        String name,
        String mmu,
        @Nullable String core,
        @Nullable String board,
        String by,
        String file,
        int line,
        String text,
        @Nullable String expect) {

    /** {@return the runs of {@code contracts}, in their order; a clause that fits several routines runs for the first} */
    public static List<PlannedRun> of(List<Contract> contracts) {
        List<PlannedRun> planned = new ArrayList<>();
        Set<Clause.Run> seen = new HashSet<>();
        for (Contract c : contracts) {
            Clause.Expect expect = c.expect();
            for (Clause.Run r : c.runs()) {
                if (seen.add(r)) {
                    planned.add(new PlannedRun(
                            c.routine(),
                            r.name(),
                            r.state().mmu().text(),
                            r.core(),
                            r.board(),
                            r.by().level().name().toLowerCase(Locale.ROOT),
                            r.by().span().file(),
                            r.by().span().line(),
                            r.by().text(),
                            expect == null ? null : expect.by().text()));
                }
            }
        }
        return planned;
    }
}
