package relolens.analyzer.reply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Writer;
import relolens.analyzer.exchange.JsonText;
import relolens.analyzer.review.Review;
import relolens.analyzer.source.Severity;

/** Checks for {@code POST /api/1.2/patches/{id}/checks/}, one a patch, in order of the series. */
public final class PatchworkCheck {
    private PatchworkCheck() {}

    /** Writes an array of checks; each names its patch by {@code msgid}, by which Patchwork finds the id. */
    public static void write(Answer answer, Writer to) {
        ObjectNode all = JsonText.object();
        ArrayNode checks = all.putArray("checks");
        for (Answer.Remarks r : answer.remarks()) {
            Review review = r.step().review();
            ObjectNode entry = checks.addObject();
            entry.put("msgid", r.step().patch().letter().messageId().replaceAll("[<>]", ""));
            ObjectNode check = entry.putObject("check");
            check.put("state", state(review));
            check.put("context", "relolens");
            check.put("description", Summary.headline(review));
        }
        JsonText.write(all, to);
    }

    private static String state(Review review) {
        if (review.fresh().stream().anyMatch(f -> f.severity() == Severity.ERROR)) {
            return "fail";
        }
        boolean warns = review.fresh().stream().anyMatch(f -> f.severity() == Severity.WARNING);
        return warns || !review.worse().isEmpty() ? "warning" : "success";
    }
}
