package relolens.analyzer.reply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relolens.analyzer.exchange.JsonText;
import relolens.analyzer.review.Comment;
import relolens.analyzer.review.Review;

/**
 * The payload of {@code POST /repos/{owner}/{repo}/pulls/{number}/reviews}. Comments only at lines that the diff shows, for
 * GitHub refuses the whole review over one that is not; all else goes into the body. Each carries a hidden mark, by which
 * it is known again.
 */
public final class GithubReview {
    /** GitHub takes no longer body. */
    private static final int LONGEST = 65_536;

    private GithubReview() {}

    /**
     * Writes the payload.
     *
     * @param commit identifier of the reviewed commit, null to leave it to GitHub (the head)
     */
    public static void write(Answer answer, @Nullable String commit, Writer to) {
        ObjectNode payload = JsonText.object();
        if (commit != null) {
            payload.put("commit_id", commit);
        }
        payload.put("event", "COMMENT");
        payload.put("body", body(answer));
        ArrayNode comments = payload.putArray("comments");
        for (Answer.Remarks r : answer.remarks()) {
            for (Comment c : r.comments()) {
                if (c.place() == Comment.Place.LINE) {
                    comment(comments.addObject(), c);
                }
            }
        }
        JsonText.write(payload, to);
    }

    /** {@return the mark that tells a comment of ours, and which it is} */
    public static String mark(String fingerprint) {
        return "<!-- relolens:v1 fp=" + fingerprint + " -->";
    }

    private static void comment(ObjectNode out, Comment c) {
        Comment.Suggestion s = c.suggestion();
        out.put("path", c.file());
        List<String> body = new ArrayList<>(c.lines());
        if (s != null) {
            body.add(fenced(s.text()));
            out.put("line", s.to()).put("side", "RIGHT");
            if (s.from() < s.to()) {
                out.put("start_line", s.from()).put("start_side", "RIGHT");
            }
        } else {
            out.put("line", c.line()).put("side", "RIGHT");
        }
        body.add(mark(c.mark()));
        out.put("body", String.join("\n\n", body));
    }

    private static String fenced(List<String> lines) {
        String fence = "```";
        while (String.join("\n", lines).contains(fence)) {
            fence += "`";
        }
        return fence + "suggestion\n" + String.join("\n", lines) + "\n" + fence;
    }

    private static String body(Answer answer) {
        Review whole = answer.review().whole();
        List<String> out = new ArrayList<>();
        out.add("**Relolens**: " + Summary.headline(whole));
        List<String> items = new ArrayList<>();
        whole.costs().forEach(c -> items.add("- " + Summary.cost(c)));
        whole.verdicts().forEach(v -> items.add("- MMU verdict of " + Summary.verdict(v)));
        if (!items.isEmpty()) {
            out.add(String.join("\n", items));
        }
        List<String> rest = new ArrayList<>();
        for (Answer.Remarks r : answer.remarks()) {
            for (Comment c : r.comments()) {
                if (c.place() != Comment.Place.LINE) {
                    rest.add("- `" + c.file() + ":" + c.line() + "`: " + String.join(" ", c.lines()) + " "
                            + mark(c.mark()));
                }
            }
        }
        details(out, "Outside the lines of this diff", rest);
        details(
                out,
                "Fixed by this change",
                whole.fixed().stream().map(f -> "- " + Summary.finding(f)).toList());
        details(
                out,
                "Not analysed, or only in part",
                answer.review().notes().stream().map(n -> "- " + n).toList());
        out.add("<!-- relolens:v1 summary -->");
        String body = String.join("\n\n", out);
        return body.length() <= LONGEST ? body : body.substring(0, LONGEST - 1) + "…";
    }

    private static void details(List<String> out, String title, List<String> items) {
        if (!items.isEmpty()) {
            out.add("<details><summary>" + title + " (" + items.size() + ")</summary>\n\n" + String.join("\n", items)
                    + "\n\n</details>");
        }
    }
}
