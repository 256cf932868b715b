package relolens.analyzer.review;

import java.util.List;
import java.util.stream.Stream;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.source.Severity;

/**
 * What a change brings.
 *
 * @param fresh findings that were not there before it
 * @param worse findings that were there and weigh more now
 * @param fixed findings that are gone, at their old places
 * @param costs of routines whose runs cost otherwise now
 * @param verdicts of routines whose MMU verdict is another now
 */
public record Review(
        List<Finding> fresh,
        List<Worse> worse,
        List<Finding> fixed,
        List<CostChange> costs,
        List<VerdictChange> verdicts) {
    /** A change that brings nothing. */
    public static final Review EMPTY = new Review(List.of(), List.of(), List.of(), List.of(), List.of());

    public Review {
        fresh = List.copyOf(fresh);
        worse = List.copyOf(worse);
        fixed = List.copyOf(fixed);
        costs = List.copyOf(costs);
        verdicts = List.copyOf(verdicts);
    }

    /** A finding that was milder before. */
    public record Worse(Finding finding, Severity before) {}

    /**
     * What a routine's run cost before and after.
     *
     * @param unit {@code µs/page} where pages are relocated, else {@code cycles}; or {@link Comparison#STREAMING}
     */
    public record CostChange(
            String routine,
            String file,
            String run,
            String core,
            String board,
            String mmu,
            double before,
            double after,
            String unit) {}

    /** A routine's MMU verdict before and after; "absent" where there was no such routine, or there is none any more. */
    public record VerdictChange(String routine, String file, int line, String before, String after, String why) {}

    /** {@return the findings that the change has to answer for: those that are new, then those that weigh more} */
    public List<Finding> news() {
        return Stream.concat(fresh.stream(), worse.stream().map(Worse::finding)).toList();
    }

    /** {@return whether there is nothing to say} */
    public boolean isEmpty() {
        return fresh.isEmpty() && worse.isEmpty() && fixed.isEmpty() && costs.isEmpty() && verdicts.isEmpty();
    }
}
