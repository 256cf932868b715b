package relolens.analyzer.reply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import relolens.analyzer.review.Review;

/** The review for a terminal: a headline, then one line for each thing that changed. */
public final class ReviewText {
    private ReviewText() {}

    /** Writes {@code answer}. */
    public static void write(Answer answer, Writer to) {
        Review whole = answer.review().whole();
        StringBuilder out = new StringBuilder("review: " + Summary.headline(whole) + "\n");
        part(out, "new", whole.fresh().stream().map(Summary::finding).toList());
        part(
                out,
                "worse",
                whole.worse().stream().map(w -> Summary.finding(w.finding())).toList());
        part(out, "fixed", whole.fixed().stream().map(Summary::finding).toList());
        part(out, "cost", whole.costs().stream().map(Summary::cost).toList());
        part(out, "mmu", whole.verdicts().stream().map(Summary::verdict).toList());
        int repaired =
                answer.remarks().stream().mapToInt(r -> r.step().repaired()).sum();
        if (repaired > 0) {
            out.append("  and ").append(repaired).append(" that a later patch of the series settles\n");
        }
        try {
            to.write(out.toString());
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void part(StringBuilder out, String word, List<String> items) {
        items.forEach(i -> out.append(String.format("  %-6s ", word)).append(i).append('\n'));
    }
}
