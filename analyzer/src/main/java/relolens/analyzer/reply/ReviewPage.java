package relolens.analyzer.reply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import relolens.analyzer.exchange.Page;
import relolens.analyzer.exchange.Tool;
import relolens.analyzer.patch.FilePatch;
import relolens.analyzer.patch.Hunk;
import relolens.analyzer.review.ChangedLines;
import relolens.analyzer.review.Comment;
import relolens.analyzer.review.Review;

/** The review as one page for a browser: summary, then each patch's diff with the comments in it. */
public final class ReviewPage {
    private final Answer answer;
    private final Page page;

    private ReviewPage(Answer answer, Page page) {
        this.answer = answer;
        this.page = page;
    }

    /** Writes the page. */
    public static void write(Answer answer, Tool tool, Writer to) {
        Page page = Page.begin(
                "Relolens review: " + Summary.headline(answer.review().whole()), tool);
        new ReviewPage(answer, page).content();
        try {
            to.write(page.end(tool));
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void content() {
        Review whole = answer.review().whole();
        if (!whole.costs().isEmpty() || !whole.verdicts().isEmpty()) {
            page.raw("<ul>\n");
            whole.costs().forEach(c -> page.element("li", Summary.cost(c)));
            whole.verdicts().forEach(v -> page.element("li", "MMU verdict of " + Summary.verdict(v)));
            page.raw("</ul>\n");
        }
        for (Answer.Remarks r : answer.remarks()) {
            patch(r);
        }
        if (!whole.fixed().isEmpty()) {
            page.element("h2", "Fixed").raw("<ul>\n");
            whole.fixed().forEach(f -> page.element("li", Summary.finding(f)));
            page.raw("</ul>\n");
        }
        if (!answer.review().notes().isEmpty()) {
            page.element("h2", "Not analysed, or only in part").raw("<ul>\n");
            answer.review().notes().forEach(n -> page.element("li", n));
            page.raw("</ul>\n");
        }
    }

    private void patch(Answer.Remarks r) {
        String subject = r.step().patch().letter().subject();
        page.raw("<section>\n").element("h2", subject.isEmpty() ? "The change" : subject);
        if (r.comments().isEmpty()) {
            page.element("p", "Nothing to say.");
        }
        for (FilePatch f : r.step().patch().files()) {
            if (r.comments().stream().anyMatch(c -> c.file().equals(f.path()) && c.place() == Comment.Place.LINE)) {
                page.element("h3", f.path());
                diff(r, r.step().of(f.path()), f.path());
            }
        }
        for (Comment c : r.comments()) {
            if (c.place() != Comment.Place.LINE) {
                comment(c, c.file() + ":" + c.line());
            }
        }
        page.raw("</section>\n");
    }

    private void diff(Answer.Remarks r, ChangedLines changed, String file) {
        for (Hunk h : changed.hunks()) {
            int line = h.newStart() - 1;
            page.raw("<pre>")
                    .text("@@ line " + h.newStart() + " @@ " + h.heading())
                    .raw("\n");
            for (Hunk.Line l : h.lines()) {
                page.text(l.marked() + "\n");
                if (l.kind() == Hunk.Kind.REMOVED) {
                    continue;
                }
                line++;
                for (Comment c : r.comments()) {
                    if (c.place() == Comment.Place.LINE && c.file().equals(file) && c.line() == line) {
                        page.raw("</pre>\n");
                        comment(c, "line " + line);
                        page.raw("<pre>");
                    }
                }
            }
            page.raw("</pre>\n");
        }
    }

    private void comment(Comment c, String where) {
        String severity = c.severity().name().toLowerCase(Locale.ROOT);
        page.raw("<article class=\"finding ").text(severity).raw("\">\n");
        page.element("h3", severity + ", " + where);
        c.lines().forEach(l -> page.element("p", l));
        Comment.Suggestion s = c.suggestion();
        if (s != null) {
            page.element("pre", String.join("\n", s.text()));
        }
        page.raw("</article>\n");
    }
}
