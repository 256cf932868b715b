package relolens.analyzer.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import relolens.analyzer.report.Report.Finding;
import relolens.analyzer.review.Comparison;
import relolens.analyzer.review.Review;
import relolens.analyzer.review.Review.CostChange;
import relolens.analyzer.review.Review.VerdictChange;
import relolens.analyzer.source.Severity;

/** The few lines around the comments: what is new and gone, costs, verdicts, what could not be seen. */
final class Summary {
    private Summary() {}

    /** {@return "2 new (1 error, 1 warning), 1 fixed", or that nothing changes} */
    static String headline(Review review) {
        List<String> parts = new ArrayList<>();
        if (!review.fresh().isEmpty()) {
            parts.add(review.fresh().size() + " new (" + bySeverity(review.fresh()) + ")");
        }
        if (!review.worse().isEmpty()) {
            parts.add(review.worse().size() + " worse");
        }
        if (!review.fixed().isEmpty()) {
            parts.add(review.fixed().size() + " fixed");
        }
        return parts.isEmpty() ? "no new findings" : String.join(", ", parts);
    }

    private static String bySeverity(List<Finding> findings) {
        List<String> parts = new ArrayList<>();
        for (Severity s : Severity.values()) {
            long n = findings.stream().filter(f -> f.severity() == s).count();
            if (n > 0) {
                parts.add(n + " " + s.name().toLowerCase(Locale.ROOT) + (n > 1 ? "s" : ""));
            }
        }
        return String.join(", ", parts);
    }

    /** {@return for example "relocate (off): 3.60 -> 3.90 µs/page on cortex-a72, stingray"} */
    static String cost(CostChange c) {
        if (c.unit().equals(Comparison.STREAMING)) {
            return c.routine() + " (" + c.run() + "): without write streaming x" + number(c.before()) + " -> x"
                    + number(c.after()) + " of that on " + c.core() + ", " + c.board();
        }
        return c.routine() + " (" + c.run() + "): " + number(c.before()) + " -> " + number(c.after()) + " " + c.unit()
                + " on " + c.core() + ", " + c.board() + ", MMU " + c.mmu();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    /** {@return for example "relocate: agnostic -> on-only"} */
    static String verdict(VerdictChange v) {
        return v.routine() + ": " + v.before() + " -> " + v.after();
    }

    /** {@return a finding on one line} */
    static String finding(Finding f) {
        return f.file() + ":" + f.line() + ": " + f.message() + " [" + f.rule() + " " + f.name() + "]";
    }
}
